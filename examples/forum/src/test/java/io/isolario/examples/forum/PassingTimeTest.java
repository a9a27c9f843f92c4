package io.isolario.examples.forum;

import static io.isolario.examples.forum.client.Fields.login;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import io.isolario.examples.forum.client.Message;
import io.isolario.examples.forum.client.MobileApi;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What takes hours and months in the forum, at once. */
@NeedsAgent
@ForumTest
class PassingTimeTest {

    @LocalServerPort
    int port;

    @Test
    void aSessionExpiresAfterTwelveHours(Sandbox sandbox) {
        Member ana = ForumClient.at(port).newMember("ana", sandbox);

        sandbox.clock().advance(Duration.ofHours(12).minusMinutes(1));
        assertThat(ana.tryAccount().status()).isEqualTo(200);
        sandbox.clock().advance(Duration.ofMinutes(2));

        assertThat(ana.tryAccount().code()).isEqualTo("session-expired");
    }

    @Test
    void theCleanUpRemovesExpiredSessions(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        sandbox.clock().advance(Duration.ofHours(13));

        assertThat(forum.operator().removeExpiredSessions()).isEqualTo(1);
        assertThat(ana.tryAccount().code()).isEqualTo("session-unknown");
    }

    @Test
    void anActivationMailIsGoodForADay(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.register(login("ana"));
        String token = ForumClient.tokenIn(sandbox.mails().single());

        sandbox.clock().advance(Duration.ofHours(25));
        Answer answer = forum.tryActivate(token);

        assertThat(answer.isSuccess()).isFalse();
        assertThat(forum.authenticate("ana").code()).isEqualTo("account-not-active");
    }

    @Test
    void aLockedAccountOpensAfterAQuarterOfAnHour(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);
        for (int guess = 1; guess <= 5; guess++) {
            forum.authenticate("ana", "guess " + guess);
        }
        assertThat(forum.authenticate("ana").code()).isEqualTo("account-locked");

        sandbox.clock().advance(Duration.ofMinutes(16));

        assertThat(forum.authenticate("ana").status()).isEqualTo(200);
    }

    @Test
    void aMessageCanBeEditedForAQuarterOfAnHour(Sandbox sandbox) {
        Member ana = ForumClient.at(port).newMember("ana", sandbox);
        ana.createRoom("garden");
        MobileApi mobile = ana.mobile();
        Message message = mobile.post("garden", "hello");

        sandbox.clock().advance(Duration.ofMinutes(16));

        assertThat(mobile.tryEdit(message, "hallo").code()).isEqualTo("edit-window-closed");
    }
}
