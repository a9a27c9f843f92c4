package io.isolario.examples.forum.browser;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.playwright.selenium.SandboxDrivers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;

/** Somebody before the forum, in a browser of Selenium, which waits for each element that is looked for. */
record DrivenVisitor(WebDriver driver, URI forum) {

    private static final SandboxDrivers DRIVERS = SandboxDrivers.of(Chromium::selenium);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static DrivenVisitor of(Sandbox sandbox, int port) {
        URI forum = URI.create("http://localhost:" + port);
        WebDriver driver = DRIVERS.open(sandbox, forum);
        driver.manage().timeouts().implicitlyWait(PATIENCE);
        return new DrivenVisitor(driver, forum);
    }

    /** Returns a member who is logged in, without the forms. */
    static DrivenVisitor member(String login, Sandbox sandbox, int port) {
        ForumClient client = ForumClient.at(port);
        client.newMember(login, sandbox);
        String token = client.authenticate(login).json().path("token").asString();
        DrivenVisitor visitor = of(sandbox, port);
        visitor.visit("/login");
        ((JavascriptExecutor) visitor.driver)
                .executeScript("sessionStorage.setItem('forum.token', arguments[0])", token);
        return visitor;
    }

    private void visit(String path) {
        driver.get(forum + path);
    }

    DrivenVisitor enter(String room) {
        visit("/rooms/" + room);
        find("//*[@role='status'][normalize-space()='connected']");
        return this;
    }

    DrivenVisitor say(String text) {
        return type("text", text).press("Send");
    }

    DrivenVisitor logIn(String login, String password) {
        visit("/login");
        return type("login", login).type("password", password).press("Log in");
    }

    private DrivenVisitor type(String field, String text) {
        driver.findElement(By.name(field)).sendKeys(text);
        return this;
    }

    private DrivenVisitor press(String button) {
        find("//button[normalize-space()='" + button + "']").click();
        return this;
    }

    /** Returns all messages, when the last one that is waited for is there. */
    List<String> messagesUpTo(String last) {
        find("//ol[@aria-label='Messages']/li[normalize-space()='" + last + "']");
        return driver.findElements(By.xpath("//ol[@aria-label='Messages']/li")).stream()
                .map(WebElement::getText)
                .toList();
    }

    boolean showsHeading(String text) {
        return find("//h1[normalize-space()='" + text + "']").isDisplayed();
    }

    private WebElement find(String xpath) {
        return driver.findElement(By.xpath(xpath));
    }
}
