package io.isolario.examples.forum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.playwright.SandboxBrowsers;
import java.net.URI;

/** Somebody before the forum, in a browser context of her own. */
record Visitor(Page page) {

    private static final SandboxBrowsers BROWSERS = Chromium.browsers().build();

    static Visitor of(Sandbox sandbox, int port) {
        return new Visitor(
                BROWSERS.open(sandbox, URI.create("http://localhost:" + port)).newPage());
    }

    /** Returns a member who is logged in, without the forms. */
    static Visitor member(String login, Sandbox sandbox, int port) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember(login, sandbox);
        String token = forum.authenticate(login).json().path("token").asString();
        Visitor visitor = of(sandbox, port);
        visitor.page.addInitScript("sessionStorage.setItem('forum.token', '" + token + "')");
        return visitor;
    }

    Visitor register(String login, String email, String password) {
        page.navigate("/register");
        fill("Login", login);
        fill("E-mail", email);
        fill("Password", password);
        fill("Display name", "Ana");
        return press("Register");
    }

    Visitor logIn(String login, String password) {
        page.navigate("/login");
        fill("Login", login);
        fill("Password", password);
        return press("Log in");
    }

    Visitor fill(String label, String text) {
        page.getByLabel(label, new GetByLabelOptions().setExact(true)).fill(text);
        return this;
    }

    Visitor press(String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button)).click();
        return this;
    }

    Visitor createRoom(String name) {
        page.navigate("/rooms");
        fill("Name", name).press("Create");
        assertThat(status()).hasText("connected");
        return this;
    }

    Visitor enter(String room) {
        page.navigate("/rooms/" + room);
        assertThat(status()).hasText("connected");
        return this;
    }

    Visitor say(String text) {
        return fill("Message", text).press("Send");
    }

    Visitor search(String name) {
        page.navigate("/profiles");
        return fill("GitHub name", name).press("Search");
    }

    Locator heading() {
        return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1));
    }

    Locator status() {
        return page.getByRole(AriaRole.STATUS);
    }

    Locator alert() {
        return page.getByRole(AriaRole.ALERT);
    }

    Locator messages() {
        return page.getByRole(AriaRole.LIST, new GetByRoleOptions().setName("Messages"))
                .getByRole(AriaRole.LISTITEM);
    }

    Locator profile() {
        return page.getByRole(AriaRole.ARTICLE);
    }
}
