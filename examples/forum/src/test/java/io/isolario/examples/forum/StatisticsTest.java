package io.isolario.examples.forum;

import static io.isolario.examples.forum.client.Fields.login;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import io.isolario.examples.forum.client.MobileApi;
import io.isolario.examples.forum.client.Statistics;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class StatisticsTest {

    @LocalServerPort
    int port;

    @Test
    void startWithTheLobby() {
        ForumClient forum = ForumClient.at(port);

        Statistics statistics = forum.operator().statistics();

        assertThat(statistics).isEqualTo(new Statistics(0, 0, 0, 1, 0));
    }

    @Test
    void countEverythingOfThisTestAndNothingElse(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        forum.newMember("ben", sandbox);
        forum.register(login("eva"));
        ana.createRoom("kitchen");
        ana.mobile().postAll("kitchen", "one", "two", "three");

        Statistics statistics = forum.operator().statistics();

        assertThat(statistics).isEqualTo(new Statistics(3, 2, 2, 2, 3));
    }

    @Test
    void forgetWhatIsDeleted(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.createRoom("kitchen");
        MobileApi phone = ana.mobile();
        phone.delete(phone.post("kitchen", "hello"));
        ana.deleteRoom("kitchen");
        ana.deleteAccount();

        Statistics statistics = forum.operator().statistics();

        assertThat(statistics).isEqualTo(new Statistics(0, 0, 0, 1, 0));
    }

    @Test
    void areForOperators() {
        ForumClient forum = ForumClient.at(port);

        Answer answer = forum.impostor().tryStatistics();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("operators-only");
    }

    @Test
    void areNotForMembersEither(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);

        Answer answer = forum.get("/api/admin/statistics");

        assertThat(answer.status()).isEqualTo(403);
    }
}
