package io.isolario.examples.forum;

import static io.isolario.examples.forum.client.Fields.login;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.core.event.Mail;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import io.isolario.examples.forum.client.Message;
import io.isolario.examples.forum.client.MobileApi;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class AccountDeletionTest {

    @LocalServerPort
    int port;

    @Test
    void nobodyCanAuthenticateAnyMore(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox).deleteAccount();

        Answer answer = forum.authenticate("ana");

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void endsSessionsAndKeys(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        MobileApi phone = ana.mobile();

        ana.deleteAccount();

        assertThat(ana.tryAccount().code()).isEqualTo("session-unknown");
        assertThat(phone.tryUnread("lobby").code()).isEqualTo("api-key-unknown");
    }

    @Test
    void freesLoginAndAddress(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox).deleteAccount();

        Answer answer = forum.tryRegister(login("ana"));

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void saysGoodBye(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);

        forum.newMember("ana", sandbox).deleteAccount();

        assertThat(sandbox.mails().to(forum.addressOf("ana")).all())
                .extracting(Mail::subject)
                .containsExactly("Activate your account", "Good-bye");
    }

    @Test
    void leavesTheMessagesWithoutAName(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ana.join("lobby");
        ben.join("lobby");
        ana.mobile().post("lobby", "I was here");

        ana.deleteAccount();

        Message message = ben.mobile().messages("lobby").messages().get(0);
        assertThat(message.text()).isEqualTo("I was here");
        assertThat(message.author()).isNull();
    }

    @Test
    void leavesAllRooms(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ana.join("lobby");
        ben.join("lobby");

        ana.deleteAccount();

        assertThat(ben.membersOf("lobby")).containsExactly("ben");
    }

    @Test
    void aRoomOutlivesItsOwner(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ana.createRoom("kitchen");

        ana.deleteAccount();

        assertThat(ben.room("kitchen").owner()).isNull();
    }
}
