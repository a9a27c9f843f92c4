package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import io.isolario.examples.forum.client.MobileApi;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class MessageSearchTest {

    @LocalServerPort
    int port;

    @Test
    void findsPartsOfAText(Sandbox sandbox) {
        MobileApi ana = inTheLobby("ana", ForumClient.at(port), sandbox);
        ana.postAll("lobby", "a map of islands", "a map of roads", "nothing");

        assertThat(ana.search("island")).containsExactly("a map of islands");
    }

    @Test
    void findsTheNewestFirst(Sandbox sandbox) {
        MobileApi ana = inTheLobby("ana", ForumClient.at(port), sandbox);
        ana.postAll("lobby", "first map", "no chart", "second map");

        assertThat(ana.search("map")).containsExactly("second map", "first map");
    }

    @Test
    void takesAllLettersAlike(Sandbox sandbox) {
        MobileApi ana = inTheLobby("ana", ForumClient.at(port), sandbox);
        ana.post("lobby", "Isolario");

        assertThat(ana.search("ISOL")).containsExactly("Isolario");
    }

    @Test
    void hasNoWildcards(Sandbox sandbox) {
        MobileApi ana = inTheLobby("ana", ForumClient.at(port), sandbox);
        ana.postAll("lobby", "100 %", "100 percent", "a_b", "a-b", "c\\d");

        assertThat(ana.search("0 %")).containsExactly("100 %");
        assertThat(ana.search("a_b")).containsExactly("a_b");
        assertThat(ana.search("c\\d")).containsExactly("c\\d");
    }

    @Test
    void looksIntoAllRoomsOfTheMember(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.createRoom("kitchen");
        ana.join("lobby");
        MobileApi phone = ana.mobile();
        phone.post("kitchen", "soup in the kitchen");
        phone.post("lobby", "soup in the lobby");

        assertThat(phone.search("soup")).containsExactly("soup in the lobby", "soup in the kitchen");
    }

    @Test
    void looksIntoNoOtherRoom(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.createRoom("kitchen");
        ana.mobile().post("kitchen", "soup");
        MobileApi ben = inTheLobby("ben", forum, sandbox);

        assertThat(ben.search("soup")).isEmpty();
    }

    @Test
    void refusesAnEmptySearch(Sandbox sandbox) {
        MobileApi ana = inTheLobby("ana", ForumClient.at(port), sandbox);

        Answer answer = ana.trySearch(" ");

        assertThat(answer.status()).isEqualTo(400);
    }

    private static MobileApi inTheLobby(String login, ForumClient forum, Sandbox sandbox) {
        Member member = forum.newMember(login, sandbox);
        member.join("lobby");
        return member.mobile();
    }
}
