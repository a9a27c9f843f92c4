package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import io.isolario.examples.forum.client.MobileApi;
import io.isolario.examples.forum.client.Report;
import io.isolario.examples.forum.client.Report.Line;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class ActivityReportTest {

    @LocalServerPort
    int port;

    @Test
    void countsMessagesByRoom(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        MobileApi ana = inKitchenAndLobby(forum, sandbox);
        ana.postAll("kitchen", "one", "two");
        ana.post("lobby", "three");

        Report report = forum.operator().writeReport();

        assertThat(report.messages()).isEqualTo(3);
        assertThat(report.authors()).isEqualTo(1);
        assertThat(report.rooms()).containsExactly(new Line("kitchen", 2), new Line("lobby", 1));
    }

    @Test
    void leavesOldMessagesOut(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        MobileApi ana = inKitchenAndLobby(forum, sandbox);
        forum.operator().importMessages("kitchen", "ana", "ana");
        ana.post("lobby", "today");

        Report report = forum.operator().writeReport();

        assertThat(report.messages()).isEqualTo(1);
        assertThat(report.rooms()).containsExactly(new Line("lobby", 1));
    }

    @Test
    void canBeReadLater(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        inKitchenAndLobby(forum, sandbox).post("kitchen", "one");
        Report written = forum.operator().writeReport();

        Report read = forum.operator().report(written.id());

        assertThat(read).isEqualTo(written);
        assertThat(forum.operator().reports()).containsExactly(written.id());
    }

    @Test
    void doesNotChangeOnceWritten(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        MobileApi ana = inKitchenAndLobby(forum, sandbox);
        ana.post("kitchen", "one");
        Report written = forum.operator().writeReport();

        ana.post("kitchen", "two");

        assertThat(forum.operator().report(written.id())).isEqualTo(written);
        assertThat(forum.operator().writeReport().messages()).isEqualTo(2);
    }

    @Test
    void isNotWrittenIfThereIsNothingToReport() {
        ForumClient forum = ForumClient.at(port);

        Answer answer = forum.operator().tryWriteReport();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("nothing-to-report");
        assertThat(forum.operator().reports()).isEmpty();
    }

    @Test
    void isUnknownUntilWritten() {
        ForumClient forum = ForumClient.at(port);

        Answer answer = forum.operator().tryReport(4711);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("report-unknown");
    }

    private static MobileApi inKitchenAndLobby(ForumClient forum, Sandbox sandbox) {
        Member ana = forum.newMember("ana", sandbox);
        ana.createRoom("kitchen");
        ana.join("lobby");
        return ana.mobile();
    }
}
