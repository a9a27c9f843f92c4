package io.isolario.examples.forum.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.ForumClient;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The same forum by Selenium: each visitor has a browser, and all of a test are in its sandbox. */
@BrowserTest
@ExtendWith(Chromium.IsThereWithSelenium.class)
class SeleniumBrowserTest {

    @LocalServerPort
    int port;

    @RepeatedTest(2)
    void twoMembersTalkEachInABrowserOfHerOwn(Sandbox sandbox) {
        DrivenVisitor ana = DrivenVisitor.member("ana", sandbox, port).enter("lobby");
        DrivenVisitor ben = DrivenVisitor.member("ben", sandbox, port).enter("lobby");

        ana.say("Hello");
        assertThat(ben.messagesUpTo("ana: Hello")).containsExactly("ana: Hello");
        ben.say("Good morning");

        assertThat(ana.messagesUpTo("ben: Good morning")).containsExactly("ana: Hello", "ben: Good morning");
    }

    @Test
    void aMemberOfThisSandboxAloneLogsIn(Sandbox sandbox) {
        ForumClient.at(port).newMember("ana", sandbox);

        DrivenVisitor ana = DrivenVisitor.of(sandbox, port).logIn("ana", ForumClient.PASSWORD);

        assertThat(ana.showsHeading("Rooms")).isTrue();
    }
}
