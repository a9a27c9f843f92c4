package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import io.isolario.examples.forum.client.Message;
import io.isolario.examples.forum.client.MessagePage;
import io.isolario.examples.forum.client.MobileApi;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class MessageImportTest {

    @LocalServerPort
    int port;

    @Test
    void takesAllMessages(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        forum.newMember("ben", sandbox);
        ana.join("lobby");

        int imported = forum.operator().importMessages("lobby", "ana", "ben", "ana");

        MessagePage page = ana.mobile().messages("lobby");
        assertThat(imported).isEqualTo(3);
        assertThat(page.texts()).containsExactly("from ana", "from ben", "from ana");
        assertThat(page.messages()).extracting(Message::postedAt).containsOnly(Instant.parse("2020-02-29T12:00:00Z"));
    }

    @Test
    void takesNothingIfOneAuthorIsUnknown(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);

        Answer answer = forum.operator().tryImportMessages("lobby", "ana", "ana", "nobody", "ana");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("import-failed");
        assertThat(answer.json().path("detail").asString())
                .isEqualTo("Message 3: there is no member \"nobody\"; nothing was imported.");
        assertThat(forum.operator().statistics().messages()).isZero();
    }

    @Test
    void keepsWhatWasThereBeforeItFailed(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.join("lobby");
        MobileApi phone = ana.mobile();
        phone.post("lobby", "already here");

        forum.operator().tryImportMessages("lobby", "ana", "nobody");

        assertThat(phone.messages("lobby").texts()).containsExactly("already here");
    }

    @Test
    void canBeRepeatedOnceItIsPossible(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);
        forum.operator().tryImportMessages("lobby", "ana", "ben");
        forum.newMember("ben", sandbox);

        int imported = forum.operator().importMessages("lobby", "ana", "ben");

        assertThat(imported).isEqualTo(2);
        assertThat(forum.operator().statistics().messages()).isEqualTo(2);
    }

    @Test
    void asksForARoomThatExists(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);

        Answer answer = forum.operator().tryImportMessages("attic", "ana");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail").asString()).isEqualTo("There is no room \"attic\".");
    }

    @Test
    void asksForMessages() {
        ForumClient forum = ForumClient.at(port);

        Answer answer = forum.operator().tryImportMessages("lobby");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.refusedFields()).containsExactly("messages");
    }

    @Test
    void isForOperators(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);

        Answer answer = forum.impostor().tryImportMessages("lobby", "ana");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(forum.operator().statistics().messages()).isZero();
    }
}
