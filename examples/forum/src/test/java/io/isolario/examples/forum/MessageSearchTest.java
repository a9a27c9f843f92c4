package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import io.isolario.examples.forum.client.MobileApi;
import io.isolario.junit.SandboxFixture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class MessageSearchTest {

    /** Two members, each with a telephone, and messages in two rooms. */
    record TalkativeForum(MobileApi anasPhone, Member ben, MobileApi bensPhone) {}

    @SandboxFixture
    static TalkativeForum aTalkativeForum(@LocalServerPort int port, Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ana.join("lobby");
        ana.createRoom("kitchen");
        ben.join("lobby");
        TalkativeForum all = new TalkativeForum(ana.mobile(), ben, ben.mobile());
        all.anasPhone().postAll("lobby", "a map of islands", "a map of roads", "Isolario");
        all.anasPhone().postAll("lobby", "100 %", "100 percent", "a_b", "a-b", "c\\d");
        all.anasPhone().post("kitchen", "soup in the kitchen");
        all.bensPhone().post("lobby", "soup in the lobby");
        return all;
    }

    @Test
    void findsPartsOfAText(TalkativeForum forum) {
        assertThat(forum.anasPhone().search("island")).containsExactly("a map of islands");
    }

    @Test
    void findsTheNewestFirst(TalkativeForum forum) {
        assertThat(forum.bensPhone().search("map")).containsExactly("a map of roads", "a map of islands");
    }

    @Test
    void findsWhatWasPostedAMomentAgo(TalkativeForum forum) {
        forum.bensPhone().post("lobby", "another map");

        assertThat(forum.anasPhone().search("map"))
                .containsExactly("another map", "a map of roads", "a map of islands");
    }

    @Test
    void findsNoMoreWhatWasDeleted(TalkativeForum forum) {
        MobileApi ben = forum.bensPhone();
        ben.delete(ben.messages("lobby", 1).messages().get(0));

        assertThat(ben.search("soup")).isEmpty();
    }

    @Test
    void takesAllLettersAlike(TalkativeForum forum) {
        assertThat(forum.anasPhone().search("ISOLA")).containsExactly("Isolario");
    }

    @Test
    void hasNoWildcards(TalkativeForum forum) {
        MobileApi ana = forum.anasPhone();

        assertThat(ana.search("0 %")).containsExactly("100 %");
        assertThat(ana.search("a_b")).containsExactly("a_b");
        assertThat(ana.search("c\\d")).containsExactly("c\\d");
    }

    @Test
    void looksIntoAllRoomsOfTheMember(TalkativeForum forum) {
        assertThat(forum.anasPhone().search("soup")).containsExactly("soup in the lobby", "soup in the kitchen");
    }

    @Test
    void looksIntoNoOtherRoom(TalkativeForum forum) {
        assertThat(forum.bensPhone().search("soup")).containsExactly("soup in the lobby");
    }

    @Test
    void looksIntoARoomAfterJoiningIt(TalkativeForum forum) {
        forum.ben().join("kitchen");

        assertThat(forum.bensPhone().search("soup")).containsExactly("soup in the lobby", "soup in the kitchen");
    }

    @Test
    void refusesAnEmptySearch(TalkativeForum forum) {
        Answer answer = forum.anasPhone().trySearch(" ");

        assertThat(answer.status()).isEqualTo(400);
    }
}
