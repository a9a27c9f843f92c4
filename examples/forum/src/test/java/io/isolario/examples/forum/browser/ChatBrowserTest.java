package io.isolario.examples.forum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.isolario.core.Sandbox;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@BrowserTest
class ChatBrowserTest {

    @LocalServerPort
    int port;

    @RepeatedTest(4)
    void twoMembersTalkEachInABrowserOfHerOwn(Sandbox sandbox) {
        Visitor ana = Visitor.member("ana", sandbox, port).enter("lobby");
        Visitor ben = Visitor.member("ben", sandbox, port).enter("lobby");

        ana.say("Hello");
        assertThat(ben.messages()).hasText(new String[] {"ana: Hello"});
        ben.say("Good morning");

        assertThat(ana.messages()).hasText(new String[] {"ana: Hello", "ben: Good morning"});
    }

    @Test
    void aMemberReadsWhatWasSaidBefore(Sandbox sandbox) {
        Visitor ana = Visitor.member("ana", sandbox, port).createRoom("kitchen");
        ana.say("Is anybody here?");
        assertThat(ana.messages()).hasCount(1);

        Visitor ben = Visitor.member("ben", sandbox, port).enter("kitchen");

        assertThat(ben.messages()).hasText(new String[] {"ana: Is anybody here?"});
    }

    @Test
    void anEmptyMessageIsRefused(Sandbox sandbox) {
        Visitor ana = Visitor.member("ana", sandbox, port).enter("lobby").say(" ");

        assertThat(ana.alert()).hasText("The text must have 1 to 2000 characters.");
    }
}
