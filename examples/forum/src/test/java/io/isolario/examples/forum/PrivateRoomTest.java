package io.isolario.examples.forum;

import static io.isolario.examples.forum.client.Fields.isPrivate;
import static io.isolario.examples.forum.client.Fields.login;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class PrivateRoomTest {

    @LocalServerPort
    int port;

    @Test
    void isListedForItsMembers(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        ana.createRoom("cellar", isPrivate());

        assertThat(ana.rooms()).containsExactly("cellar", "lobby");
        assertThat(ana.room("cellar").isPrivate()).isTrue();
    }

    @Test
    void isInvisibleToOthers(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox).createRoom("cellar", isPrivate());
        Member ben = forum.newMember("ben", sandbox);

        Answer answer = ben.tryRoom("cellar");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo(ben.tryRoom("cellar").body());
        assertThat(ben.rooms()).containsExactly("lobby");
    }

    @Test
    void nobodyJoinsUninvited(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.createRoom("cellar", isPrivate());
        Member ben = forum.newMember("ben", sandbox);

        Answer answer = ben.tryJoin("cellar");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(ana.membersOf("cellar")).containsExactly("ana");
    }

    @Test
    void theOwnerInvites(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ana.createRoom("cellar", isPrivate());

        ana.invite("cellar", "ben");

        assertThat(ben.rooms()).containsExactly("cellar", "lobby");
        assertThat(ben.membersOf("cellar")).containsExactly("ana", "ben");
    }

    @Test
    void onlyTheOwnerInvites(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        forum.newMember("eva", sandbox);
        ana.createRoom("cellar", isPrivate());
        ana.invite("cellar", "ben");

        Answer answer = ben.tryInvite("cellar", "eva");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("not-the-owner");
    }

    @Test
    void whoIsNotActiveCannotBeInvited(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        forum.register(login("ben"));
        ana.createRoom("cellar", isPrivate());

        Answer answer = ana.tryInvite("cellar", "ben");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("member-unknown");
    }

    @Test
    void whoLeavesIsOutside(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ana.createRoom("cellar", isPrivate());
        ana.invite("cellar", "ben");

        ben.leave("cellar");

        assertThat(ben.tryRoom("cellar").status()).isEqualTo(404);
    }

    @Test
    void keepsItsMessagesInside(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ana.createRoom("cellar", isPrivate());
        ana.mobile().post("cellar", "a secret");

        Answer answer = ben.mobile().tryMessages("cellar", "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("a secret");
    }
}
