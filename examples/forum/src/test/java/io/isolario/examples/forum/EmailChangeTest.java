package io.isolario.examples.forum;

import static io.isolario.examples.forum.client.Fields.login;
import static io.isolario.examples.forum.client.Fields.password;
import static io.isolario.examples.forum.client.Fields.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.core.event.Mail;
import io.isolario.examples.forum.client.Account;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Member;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class EmailChangeTest {

    @LocalServerPort
    int port;

    @Test
    void changesTheAddress(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Account changed = ana.changeEmail("ana-luz");

        assertThat(changed.email()).isEqualTo("ana-luz@example.org");
        assertThat(ana.account().email()).isEqualTo("ana-luz@example.org");
    }

    @Test
    void writesToTheOldAddress(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        ana.changeEmail("ana-luz");

        assertThat(sandbox.mails().to(forum.addressOf("ana")).all())
                .extracting(Mail::subject)
                .containsExactly("Activate your account", "Your e-mail address was changed");
    }

    @Test
    void writesToTheNewAddress(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        ana.changeEmail("ana-luz");

        Mail mail = sandbox.mails().to(forum.addressOf("ana-luz")).single();
        assertThat(mail.subject()).isEqualTo("Your new e-mail address");
        assertThat(mail.text()).contains("your e-mail address is now " + forum.addressOf("ana-luz") + ".");
    }

    @Test
    void asksForThePassword(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Answer answer = ana.tryChangeEmail("ana-luz", password("wrong password"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("wrong-password");
        assertThat(ana.account().email()).isEqualTo("ana@example.org");
        assertThat(sandbox.mails().to(forum.addressOf("ana-luz")).all()).isEmpty();
    }

    @Test
    void refusesAnAddressThatIsTaken(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);
        forum.register(login("ben"));

        Answer answer = ana.tryChangeEmail("ben");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("email-taken");
    }

    @Test
    void refusesAnInvalidAddress(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        Member ana = forum.newMember("ana", sandbox);

        Answer answer = ana.tryChangeEmail("ana", with("email", "no-address"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.refusedFields()).containsExactly("email");
    }

    @Test
    void theOldAddressIsFreeAgain(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox).changeEmail("ana-luz");

        Answer answer = forum.tryRegister(login("ben"), with("email", forum.addressOf("ana")));

        assertThat(answer.status()).isEqualTo(201);
    }
}
