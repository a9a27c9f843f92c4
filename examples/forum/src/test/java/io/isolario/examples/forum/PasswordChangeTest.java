package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.core.event.Mail;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class PasswordChangeTest {

    private static final String NEW_PASSWORD = "a newer and longer one";

    @LocalServerPort
    int port;

    @Test
    void theNewPasswordOpens(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox).changePassword(NEW_PASSWORD);

        Answer answer = forum.authenticate("ana", NEW_PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void theOldPasswordDoesNot(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox).changePassword(NEW_PASSWORD);

        Answer answer = forum.authenticate("ana");

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void endsAllSessions(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member desktop = forum.newMember("ana", sandbox);
        Member laptop = forum.signIn("ana");

        desktop.changePassword(NEW_PASSWORD);

        assertThat(desktop.tryAccount().status()).isEqualTo(401);
        assertThat(laptop.tryAccount().status()).isEqualTo(401);
    }

    @Test
    void tellsTheOwner(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);

        forum.newMember("ana", sandbox).changePassword(NEW_PASSWORD);

        assertThat(sandbox.mails().all()).extracting(Mail::subject).contains("Your password was changed");
    }

    @Test
    void asksForTheOldPassword(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Answer answer = ana.tryChangePassword("wrong password", NEW_PASSWORD);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(forum.authenticate("ana").status()).isEqualTo(200);
        assertThat(sandbox.mails().all()).hasSize(1);
    }

    @Test
    void refusesAShortPassword(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Answer answer = ana.tryChangePassword(ForumClient.PASSWORD, "short");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.refusedFields()).containsExactly("newPassword");
    }
}
