package io.isolario.examples.forum;

import static io.isolario.examples.forum.client.Fields.login;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.core.event.Mail;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class ActivationTest {

    @LocalServerPort
    int port;

    @Test
    void activatesTheAccount(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.register(login("ana"));

        Answer answer = forum.tryActivate(ForumClient.tokenIn(sandbox.mails().single()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("login").asString()).isEqualTo("ana");
        assertThat(answer.json().path("status").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void activatesOnlyTheAccountOfTheToken(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.register(login("ana"));
        forum.register(login("ben"));

        forum.activate(sandbox.mails().to(forum.addressOf("ben")).single());

        assertThat(forum.authenticate("ana").code()).isEqualTo("account-not-active");
        assertThat(forum.authenticate("ben").status()).isEqualTo(200);
    }

    @Test
    void takesATokenOnce(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.register(login("ana"));
        String token = ForumClient.tokenIn(sandbox.mails().single());
        forum.tryActivate(token);

        Answer answer = forum.tryActivate(token);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("token-used");
    }

    @Test
    void refusesAnUnknownToken() {
        ForumClient forum = ForumClient.at(port);
        forum.register(login("ana"));

        Answer answer = forum.tryActivate("guessed");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("token-unknown");
    }

    @Test
    void refusesABlankToken() {
        ForumClient forum = ForumClient.at(port);

        Answer answer = forum.tryActivate(" ");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.refusedFields()).containsExactly("token");
    }

    @Test
    void sendsTheMailAgain(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.register(login("ana"));

        Answer answer = forum.resendActivation("ana");

        assertThat(answer.status()).isEqualTo(202);
        List<Mail> mails = sandbox.mails().to(forum.addressOf("ana")).all();
        assertThat(mails).hasSize(2).extracting(Mail::subject).containsOnly("Activate your account");
        assertThat(mails).extracting(ForumClient::tokenIn).doesNotHaveDuplicates();
    }

    @Test
    void theLatestMailActivates(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.register(login("ana"));
        String first = ForumClient.tokenIn(sandbox.mails().single());
        forum.resendActivation("ana");

        String second = sandbox.mails().all().stream()
                .map(ForumClient::tokenIn)
                .filter(token -> !token.equals(first))
                .findFirst()
                .orElseThrow();

        assertThat(forum.tryActivate(second).status()).isEqualTo(200);
        assertThat(forum.authenticate("ana").status()).isEqualTo(200);
    }

    @Test
    void anotherMailMakesTheEarlierWorthless(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.register(login("ana"));
        Mail first = sandbox.mails().single();
        forum.resendActivation("ana");

        Answer answer = forum.tryActivate(ForumClient.tokenIn(first));

        assertThat(answer.code()).isEqualTo("token-unknown");
    }

    @Test
    void doesNotTellWhichAddressesAreKnown(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);

        Answer answer = forum.resendActivation("nobody");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(sandbox.mails().all()).isEmpty();
    }

    @Test
    void sendsNothingToAnActiveAccount(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.newMember("ana", sandbox);

        Answer answer = forum.resendActivation("ana");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(sandbox.mails().all()).hasSize(1);
    }
}
