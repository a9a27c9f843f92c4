package io.isolario.examples.forum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.ForumClient;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@BrowserTest
class EntranceBrowserTest {

    private static final String PASSWORD = "correct horse";

    @LocalServerPort
    int port;

    @Test
    void aVisitorRegistersAndActivatesTheAccount(Sandbox sandbox) {
        Visitor ana = Visitor.of(sandbox, port).register("ana", "ana@example.org", PASSWORD);
        assertThat(ana.heading()).hasText("Welcome, Ana");

        String token = ForumClient.tokenIn(sandbox.mails().to("ana@example.org").single());
        ana.page().navigate("/activate?token=" + token);

        assertThat(ana.status()).hasText("Your account is active, Ana.");
        ana.logIn("ana", PASSWORD);
        assertThat(ana.heading()).hasText("Rooms");
    }

    @Test
    void aVisitorWithoutActivationIsNotLetIn(Sandbox sandbox) {
        Visitor ana = Visitor.of(sandbox, port).register("ana", "ana@example.org", PASSWORD);
        assertThat(ana.heading()).hasText("Welcome, Ana");

        ana.logIn("ana", PASSWORD);

        assertThat(ana.alert()).hasText("The account is not activated yet.");
    }

    @Test
    void aLoginThatIsTakenIsRefused(Sandbox sandbox) {
        ForumClient.at(port).register();

        Visitor another = Visitor.of(sandbox, port).register("ana", "another@example.org", PASSWORD);

        assertThat(another.alert()).hasText("The login \"ana\" is taken.");
    }

    @Test
    void aWrongPasswordIsRefused(Sandbox sandbox) {
        ForumClient.at(port).newMember("ana", sandbox);

        Visitor ana = Visitor.of(sandbox, port).logIn("ana", "a guess");

        assertThat(ana.alert()).hasText("Login or password is wrong.");
    }

    @Test
    void aMemberLogsOut(Sandbox sandbox) {
        ForumClient.at(port).newMember("ana", sandbox);
        Visitor ana = Visitor.of(sandbox, port).logIn("ana", ForumClient.PASSWORD);

        ana.press("Log out");

        assertThat(ana.heading()).hasText("Log in");
    }
}
