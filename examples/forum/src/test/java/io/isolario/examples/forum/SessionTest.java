package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class SessionTest {

    @LocalServerPort
    int port;

    @Test
    void belongsToWhoLoggedIn(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        forum.newMember("ben", sandbox);

        Answer session = ana.session();

        assertThat(session.json().path("login").asString()).isEqualTo("ana");
    }

    @Test
    void lastsTwelveHours(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Answer session = ana.session();

        Instant createdAt = Instant.parse(session.json().path("createdAt").asString());
        Instant expiresAt = Instant.parse(session.json().path("expiresAt").asString());
        assertThat(Duration.between(createdAt, expiresAt)).isEqualTo(Duration.ofHours(12));
    }

    @Test
    void endsWithLoggingOut(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        ana.logOut();

        assertThat(ana.tryAccount().status()).isEqualTo(401);
        assertThat(ana.tryAccount().code()).isEqualTo("session-unknown");
    }

    @Test
    void loggingOutLeavesTheOtherSessions(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member desktop = forum.newMember("ana", sandbox);
        Member laptop = forum.signIn("ana");

        desktop.logOut();

        assertThat(laptop.tryAccount().status()).isEqualTo(200);
    }

    @Test
    void refusesAnInventedToken() {
        ForumClient forum = ForumClient.at(port);

        Answer answer = forum.withSession("ana", "invented").tryAccount();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("session-unknown");
    }

    @Test
    void refusesARequestWithoutCredentials() {
        ForumClient forum = ForumClient.at(port);

        Answer answer = forum.get("/api/accounts/me");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("credentials-missing");
    }

    @Test
    void theCleanUpKeepsLiveSessions(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        int removed = forum.operator().removeExpiredSessions();

        assertThat(removed).isZero();
        assertThat(ana.tryAccount().status()).isEqualTo(200);
    }
}
