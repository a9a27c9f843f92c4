package io.isolario.examples.forum;

import static io.isolario.examples.forum.client.Fields.login;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.core.event.Mail;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class AuthenticationTest {

    @LocalServerPort
    int port;

    @Test
    void opensASession(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);

        Answer answer = forum.authenticate("ana");

        assertThat(answer.json().path("token").asString()).isNotBlank();
        assertThat(answer.json().path("expiresAt").asString()).isNotBlank();
    }

    @Test
    void takesTheLoginInAnyLetters(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);

        Answer answer = forum.authenticate("ANA");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void refusesAWrongPassword(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);

        Answer answer = forum.authenticate("ana", "wrong password");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("bad-credentials");
    }

    @Test
    void tellsNoDifferenceBetweenWrongLoginAndWrongPassword(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);

        Answer wrongPassword = forum.authenticate("ana", "wrong password");
        Answer wrongLogin = forum.authenticate("ben");

        assertThat(wrongLogin.status()).isEqualTo(wrongPassword.status());
        assertThat(wrongLogin.body()).isEqualTo(wrongPassword.body());
    }

    @Test
    void refusesAnAccountThatIsNotActive() {
        ForumClient forum = ForumClient.at(port);
        forum.register(login("ana"));

        Answer answer = forum.authenticate("ana");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("account-not-active");
    }

    @Test
    void refusesAMissingPassword() {
        ForumClient forum = ForumClient.at(port);

        Answer answer = forum.authenticate("ana", null);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.refusedFields()).containsExactly("password");
    }

    @Test
    void fourWrongPasswordsDoNotLock(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);
        guess(forum, "ana", 4);

        Answer answer = forum.authenticate("ana");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void fiveWrongPasswordsLockTheAccount(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);
        guess(forum, "ana", 5);

        Answer answer = forum.authenticate("ana");

        assertThat(answer.status()).isEqualTo(423);
        assertThat(answer.code()).isEqualTo("account-locked");
    }

    @Test
    void tellsTheOwnerThatTheAccountIsLocked(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);

        guess(forum, "ana", 5);

        assertThat(sandbox.mails().to(forum.addressOf("ana")).all())
                .extracting(Mail::subject)
                .containsExactly("Activate your account", "Your account is locked");
    }

    @Test
    void aCorrectPasswordStartsTheCountAnew(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);
        guess(forum, "ana", 4);
        forum.signIn("ana");
        guess(forum, "ana", 4);

        Answer answer = forum.authenticate("ana");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void locksNobodyElse(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);
        forum.newMember("ben", sandbox);
        guess(forum, "ana", 5);

        Answer answer = forum.authenticate("ben");

        assertThat(answer.status()).isEqualTo(200);
    }

    private static void guess(ForumClient forum, String login, int times) {
        for (int guess = 1; guess <= times; guess++) {
            assertThat(forum.authenticate(login, "guess " + guess).status()).isEqualTo(401);
        }
    }
}
