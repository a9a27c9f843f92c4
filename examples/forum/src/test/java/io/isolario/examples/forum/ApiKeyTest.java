package io.isolario.examples.forum;

import static io.isolario.examples.forum.client.Fields.ttl;
import static io.isolario.examples.forum.client.Fields.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ApiKey;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class ApiKeyTest {

    @LocalServerPort
    int port;

    @Test
    void opensTheMobileApi(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.join("lobby");

        ApiKey key = ana.createKey();

        assertThat(forum.withApiKey(key.key()).unread("lobby")).isZero();
    }

    @Test
    void isListedWithoutTheSecret(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ApiKey phone = ana.createKey(with("label", "phone"));
        ApiKey tablet = ana.createKey(with("label", "tablet"));

        Answer keys = ana.tryKeys();

        assertThat(ana.keys()).extracting(ApiKey::label).containsExactly("phone", "tablet");
        assertThat(keys.body()).doesNotContain(phone.key()).doesNotContain(tablet.key());
    }

    @Test
    void lastsNinetyDaysByDefault(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        ana.createKey();

        ApiKey key = ana.keys().get(0);
        assertThat(Duration.between(key.createdAt(), key.expiresAt())).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void lastsAsLongAsAskedFor(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        ana.createKey(ttl("PT36H"));

        ApiKey key = ana.keys().get(0);
        assertThat(Duration.between(key.createdAt(), key.expiresAt())).isEqualTo(Duration.ofHours(36));
    }

    @Test
    void isRefusedOnceItHasExpired(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ApiKey key = ana.createKey(ttl("PT0.000001S"));

        Answer answer = forum.withApiKey(key.key()).tryUnread("lobby");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("api-key-expired");
        assertThat(answer.json().path("detail").asString())
                .isEqualTo("The API key expired at " + key.expiresAt() + ".");
    }

    @Test
    void isRefusedOnceItIsRevoked(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ApiKey key = ana.createKey();

        ana.revokeKey(key);

        Answer answer = forum.withApiKey(key.key()).tryUnread("lobby");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("api-key-revoked");
        assertThat(ana.keys()).isEmpty();
    }

    @Test
    void revokingOneKeyLeavesTheOthers(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.join("lobby");
        ApiKey phone = ana.createKey(with("label", "phone"));
        ApiKey tablet = ana.createKey(with("label", "tablet"));

        ana.revokeKey(phone);

        assertThat(forum.withApiKey(tablet.key()).tryUnread("lobby").status()).isEqualTo(200);
    }

    @Test
    void cannotBeRevokedTwice(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ApiKey key = ana.createKey();
        ana.revokeKey(key);

        Answer answer = ana.tryRevokeKey(key);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("key-unknown");
    }

    @Test
    void cannotBeRevokedBySomebodyElse(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        Member ben = forum.newMember("ben", sandbox);
        ApiKey key = ana.createKey();

        Answer answer = ben.tryRevokeKey(key);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(ana.keys()).hasSize(1);
    }

    @Test
    void hasALabelOfItsOwn(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        ana.createKey(with("label", "phone"));

        Answer answer = ana.tryCreateKey(with("label", "phone"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("label-taken");
    }

    @Test
    void twoMembersMayUseTheSameLabel(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox).createKey(with("label", "phone"));
        Member ben = forum.newMember("ben", sandbox);

        Answer answer = ben.tryCreateKey(with("label", "phone"));

        assertThat(answer.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1S", "P366D"})
    void refusesATimeToLiveOutOfRange(String ttl, Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Answer answer = ana.tryCreateKey(ttl(ttl));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("ttl-out-of-range");
        assertThat(ana.keys()).isEmpty();
    }

    @Test
    void refusesABlankLabel(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Answer answer = ana.tryCreateKey(with("label", ""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.refusedFields()).containsExactly("label");
    }

    @Test
    void isNoSession(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        ApiKey key = forum.newMember("ana", sandbox).createKey();

        Answer answer = forum.withSession("ana", key.key()).tryAccount();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("session-unknown");
    }

    @Test
    void refusesAnInventedKey() {
        ForumClient forum = ForumClient.at(port);

        Answer answer = forum.withApiKey("invented").tryUnread("lobby");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("api-key-unknown");
    }
}
