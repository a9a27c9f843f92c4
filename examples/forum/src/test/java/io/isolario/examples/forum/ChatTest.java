package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Chat;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class ChatTest {

    @LocalServerPort
    int port;

    @Test
    void aMemberHearsWhatItSays(Sandbox sandbox) {
        Member ana = ForumClient.at(port).newMember("ana", sandbox);
        ana.createRoom("kitchen");

        try (Chat chat = ana.chat("kitchen")) {
            chat.say("hi");

            assertThat(chat.nextMessage()).isEqualTo("hi");
        }
    }

    @Test
    void membersHearEachOther(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ana.createRoom("kitchen");
        ben.join("kitchen");

        try (Chat ofAna = ana.chat("kitchen");
                Chat ofBen = ben.chat("kitchen")) {
            ofAna.say("hi");
            assertThat(ofBen.nextMessage()).isEqualTo("hi");
            ofBen.say("there");

            assertThat(ofAna.nextMessage()).isEqualTo("hi");
            assertThat(ofAna.nextMessage()).isEqualTo("there");
        }
    }

    @Test
    void whatIsSaidCanBeReadOnAMobile(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.createRoom("kitchen");

        try (Chat chat = ana.chat("kitchen")) {
            chat.say("hi").say("there");
            chat.nextMessage();
            chat.nextMessage();
        }

        assertThat(ana.mobile().messages("kitchen").texts()).containsExactly("there", "hi");
    }

    @Test
    void whatIsPostedOnAMobileIsHeard(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.createRoom("kitchen");

        try (Chat chat = ana.chat("kitchen")) {
            ana.mobile().post("kitchen", "from the bus");

            assertThat(chat.nextMessage()).isEqualTo("from the bus");
        }
    }

    @Test
    void roomsDoNotHearEachOther(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.createRoom("kitchen");
        ana.createRoom("garden");

        try (Chat kitchen = ana.chat("kitchen");
                Chat garden = ana.chat("garden")) {
            kitchen.say("in the kitchen");
            kitchen.nextMessage();
            garden.say("in the garden");

            assertThat(garden.nextMessage()).isEqualTo("in the garden");
            assertThat(kitchen.unread()).isZero();
        }
    }

    @Test
    void refusesAnEmptyMessage(Sandbox sandbox) {
        Member ana = ForumClient.at(port).newMember("ana", sandbox);
        ana.createRoom("kitchen");

        try (Chat chat = ana.chat("kitchen")) {
            chat.say(" ");

            assertThat(chat.nextError()).isEqualTo("invalid");
        }
    }

    @Test
    void refusesAFrameItDoesNotKnow(Sandbox sandbox) {
        Member ana = ForumClient.at(port).newMember("ana", sandbox);
        ana.createRoom("kitchen");

        try (Chat chat = ana.chat("kitchen")) {
            chat.send(Map.of("type", "shout"));

            assertThat(chat.nextError()).isEqualTo("invalid");
        }
    }

    @Test
    void aStrangerIsNotLetIn(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox).createRoom("kitchen");
        Member ben = forum.newMember("ben", sandbox);

        assertThat(Chat.refusalOf(ben, "kitchen")).isEqualTo(403);
    }
}
