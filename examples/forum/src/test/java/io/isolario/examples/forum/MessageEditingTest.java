package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import io.isolario.examples.forum.client.Message;
import io.isolario.examples.forum.client.MobileApi;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class MessageEditingTest {

    @LocalServerPort
    int port;

    @Test
    void theAuthorEdits(Sandbox sandbox) {
        MobileApi ana = inTheLobby("ana", ForumClient.at(port), sandbox);
        Message message = ana.post("lobby", "helo");

        Message edited = ana.edit(message, "hello");

        assertThat(edited.id()).isEqualTo(message.id());
        assertThat(edited.text()).isEqualTo("hello");
        assertThat(edited.postedAt()).isEqualTo(message.postedAt());
        assertThat(edited.editedAt()).isAfterOrEqualTo(message.postedAt());
        assertThat(ana.messages("lobby").messages()).containsExactly(edited);
    }

    @Test
    void editingKeepsThePlace(Sandbox sandbox) {
        MobileApi ana = inTheLobby("ana", ForumClient.at(port), sandbox);
        Message first = ana.post("lobby", "one");
        ana.post("lobby", "two");

        ana.edit(first, "ONE");

        assertThat(ana.messages("lobby").texts()).containsExactly("two", "ONE");
    }

    @Test
    void nobodyElseEdits(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        MobileApi ana = inTheLobby("ana", forum, sandbox);
        MobileApi ben = inTheLobby("ben", forum, sandbox);
        Message message = ana.post("lobby", "hello");

        Answer answer = ben.tryEdit(message, "good-bye");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("not-the-author");
        assertThat(ana.messages("lobby").messages()).containsExactly(message);
    }

    @Test
    void notEvenTheOwnerOfTheRoomEdits(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ana.createRoom("kitchen");
        ben.join("kitchen");
        Message message = ben.mobile().post("kitchen", "hello");

        Answer answer = ana.mobile().tryEdit(message, "good-bye");

        assertThat(answer.code()).isEqualTo("not-the-author");
    }

    @Test
    void anOldMessageCannotBeEdited(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        MobileApi ana = inTheLobby("ana", forum, sandbox);
        forum.operator().importMessages("lobby", "ana");
        Message old = ana.messages("lobby").messages().get(0);

        Answer answer = ana.tryEdit(old, "rewritten");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("edit-window-closed");
        assertThat(ana.messages("lobby").messages()).containsExactly(old);
    }

    @Test
    void refusesABlankText(Sandbox sandbox) {
        MobileApi ana = inTheLobby("ana", ForumClient.at(port), sandbox);
        Message message = ana.post("lobby", "hello");

        Answer answer = ana.tryEdit(message, "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(ana.messages("lobby").messages()).containsExactly(message);
    }

    @Test
    void theAuthorDeletes(Sandbox sandbox) {
        MobileApi ana = inTheLobby("ana", ForumClient.at(port), sandbox);
        Message first = ana.post("lobby", "one");
        ana.post("lobby", "two");

        ana.delete(first);

        assertThat(ana.messages("lobby").texts()).containsExactly("two");
    }

    @Test
    void theOwnerOfTheRoomDeletes(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ana.createRoom("kitchen");
        ben.join("kitchen");
        MobileApi phone = ben.mobile();
        Message message = phone.post("kitchen", "spam");

        ana.mobile().delete(message);

        assertThat(phone.messages("kitchen").messages()).isEmpty();
    }

    @Test
    void nobodyElseDeletes(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        MobileApi ana = inTheLobby("ana", forum, sandbox);
        MobileApi ben = inTheLobby("ben", forum, sandbox);
        Message message = ana.post("lobby", "hello");

        Answer answer = ben.tryDelete(message);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(ana.messages("lobby").texts()).containsExactly("hello");
    }

    @Test
    void whatIsDeletedIsUnknown(Sandbox sandbox) {
        MobileApi ana = inTheLobby("ana", ForumClient.at(port), sandbox);
        Message message = ana.post("lobby", "hello");
        ana.delete(message);

        Answer answer = ana.tryEdit(message, "hello again");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("message-unknown");
    }

    private static MobileApi inTheLobby(String login, ForumClient forum, Sandbox sandbox) {
        Member member = forum.newMember(login, sandbox);
        member.join("lobby");
        return member.mobile();
    }
}
