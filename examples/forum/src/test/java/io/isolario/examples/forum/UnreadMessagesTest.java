package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import io.isolario.examples.forum.client.Message;
import io.isolario.examples.forum.client.MobileApi;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class UnreadMessagesTest {

    @LocalServerPort
    int port;

    @Test
    void countsWhatOthersPosted(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        MobileApi ana = inTheLobby("ana", forum, sandbox);
        MobileApi ben = inTheLobby("ben", forum, sandbox);

        ben.postAll("lobby", "one", "two", "three");

        assertThat(ana.unread("lobby")).isEqualTo(3);
    }

    @Test
    void doesNotCountOnesOwn(Sandbox sandbox) {
        MobileApi ana = inTheLobby("ana", ForumClient.at(port), sandbox);

        ana.postAll("lobby", "one", "two");

        assertThat(ana.unread("lobby")).isZero();
    }

    @Test
    void countsFromTheMark(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        MobileApi ana = inTheLobby("ana", forum, sandbox);
        MobileApi ben = inTheLobby("ben", forum, sandbox);
        List<Message> messages = ben.postAll("lobby", "one", "two", "three");

        ana.markRead(messages.get(1));

        assertThat(ana.unread("lobby")).isEqualTo(1);
    }

    @Test
    void theMarkNeverGoesBack(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        MobileApi ana = inTheLobby("ana", forum, sandbox);
        MobileApi ben = inTheLobby("ben", forum, sandbox);
        List<Message> messages = ben.postAll("lobby", "one", "two", "three");
        ana.markRead(messages.get(2));

        ana.markRead(messages.get(0));

        assertThat(ana.unread("lobby")).isZero();
    }

    @Test
    void eachMemberHasAMark(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        MobileApi ana = inTheLobby("ana", forum, sandbox);
        MobileApi eva = inTheLobby("eva", forum, sandbox);
        Message message = inTheLobby("ben", forum, sandbox).post("lobby", "hello");

        ana.markRead(message);

        assertThat(ana.unread("lobby")).isZero();
        assertThat(eva.unread("lobby")).isEqualTo(1);
    }

    @Test
    void eachRoomHasAMark(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ana.createRoom("kitchen");
        ana.createRoom("workshop");
        ben.join("kitchen");
        ben.join("workshop");
        MobileApi phone = ben.mobile();
        MobileApi author = ana.mobile();
        author.post("kitchen", "soup");
        Message saw = author.post("workshop", "saw");

        phone.markRead(saw);

        assertThat(phone.unread("kitchen")).isEqualTo(1);
        assertThat(phone.unread("workshop")).isZero();
    }

    @Test
    void aDeletedMessageIsNotUnread(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        MobileApi ana = inTheLobby("ana", forum, sandbox);
        MobileApi ben = inTheLobby("ben", forum, sandbox);
        Message message = ben.post("lobby", "hello");

        ben.delete(message);

        assertThat(ana.unread("lobby")).isZero();
    }

    @Test
    void isForMembers(Sandbox sandbox) {
        MobileApi phone = ForumClient.at(port).newMember("ana", sandbox).mobile();

        Answer answer = phone.tryUnread("lobby");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("not-a-member");
    }

    private static MobileApi inTheLobby(String login, ForumClient forum, Sandbox sandbox) {
        Member member = forum.newMember(login, sandbox);
        member.join("lobby");
        return member.mobile();
    }
}
