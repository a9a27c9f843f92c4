package io.isolario.examples.forum;

import static io.isolario.examples.forum.client.Fields.topic;
import static io.isolario.examples.forum.client.Fields.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import io.isolario.examples.forum.client.Room;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class RoomTest {

    @LocalServerPort
    int port;

    @Test
    void isOwnedByWhoCreatesIt(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Room room = ana.createRoom("kitchen", topic("Recipes"));

        assertThat(room).isEqualTo(new Room("kitchen", "Recipes", false, "ana"));
        assertThat(ana.membersOf("kitchen")).containsExactly("ana");
    }

    @Test
    void everyForumHasALobby(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Room lobby = ana.room("lobby");

        assertThat(lobby).isEqualTo(new Room("lobby", "Everybody meets here", false, null));
        assertThat(ana.membersOf("lobby")).isEmpty();
    }

    @Test
    void listsRoomsByName(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.createRoom("workshop");
        ana.createRoom("kitchen");

        assertThat(ana.rooms()).containsExactly("kitchen", "lobby", "workshop");
    }

    @Test
    void refusesANameThatIsTaken(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox).createRoom("kitchen");
        Member ben = forum.newMember("ben", sandbox);

        Answer answer = ben.tryCreateRoom("kitchen");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("room-exists");
        assertThat(ben.room("kitchen").owner()).isEqualTo("ana");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "Kitchen", "my kitchen", "7up", "-", "küche"})
    void refusesAnInvalidName(String name, Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Answer answer = ana.tryCreateRoom("kitchen", with("name", name));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.refusedFields()).containsExactly("name");
    }

    @Test
    void anybodyMayJoin(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox).createRoom("kitchen");
        Member ben = forum.newMember("ben", sandbox);

        ben.join("kitchen");

        assertThat(ben.membersOf("kitchen")).containsExactly("ana", "ben");
    }

    @Test
    void joiningTwiceIsJoiningOnce(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.join("lobby");

        ana.join("lobby");

        assertThat(ana.membersOf("lobby")).containsExactly("ana");
    }

    @Test
    void nobodyJoinsARoomThatDoesNotExist(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Answer answer = ana.tryJoin("attic");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("room-unknown");
    }

    @Test
    void membersMayLeave(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ana.join("lobby");
        ben.join("lobby");

        ana.leave("lobby");

        assertThat(ben.membersOf("lobby")).containsExactly("ben");
    }

    @Test
    void whoIsNotInsideCannotLeave(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Answer answer = ana.tryLeave("lobby");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("not-a-member");
    }

    @Test
    void theOwnerCannotLeave(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.createRoom("kitchen");

        Answer answer = ana.tryLeave("kitchen");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("owner-cannot-leave");
        assertThat(ana.membersOf("kitchen")).containsExactly("ana");
    }

    @Test
    void theOwnerMayDeleteIt(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.createRoom("kitchen");
        ana.mobile().post("kitchen", "hello");

        ana.deleteRoom("kitchen");

        assertThat(ana.tryRoom("kitchen").status()).isEqualTo(404);
        assertThat(forum.operator().statistics().messages()).isZero();
    }

    @Test
    void nobodyElseMayDeleteIt(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox).createRoom("kitchen");
        Member ben = forum.newMember("ben", sandbox);
        ben.join("kitchen");

        Answer answer = ben.tryDeleteRoom("kitchen");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("not-the-owner");
    }

    @Test
    void theLobbyCannotBeDeleted(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Answer answer = ana.tryDeleteRoom("lobby");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(ana.rooms()).containsExactly("lobby");
    }
}
