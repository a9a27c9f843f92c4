package io.isolario.examples.forum;

import static io.isolario.examples.forum.client.Fields.addressOf;
import static io.isolario.examples.forum.client.Fields.displayName;
import static io.isolario.examples.forum.client.Fields.login;
import static io.isolario.examples.forum.client.Fields.with;
import static io.isolario.examples.forum.client.Fields.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.isolario.core.Sandbox;
import io.isolario.core.event.Mail;
import io.isolario.examples.forum.client.Account;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class RegistrationTest {

    @LocalServerPort
    int port;

    @Test
    void anActivatedAccountCanAuthenticate(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.register(login("ana"));

        forum.activate(sandbox.mails().single());

        assertThat(forum.authenticate("ana").status()).isEqualTo(200);
    }

    @Test
    void answersWithThePendingAccount() {
        ForumClient forum = ForumClient.at(port);

        Account account = forum.register(login("ana"), displayName("Ana Luz"));

        assertThat(account.login()).isEqualTo("ana");
        assertThat(account.email()).isEqualTo("ana@example.org");
        assertThat(account.displayName()).isEqualTo("Ana Luz");
        assertThat(account.bio()).isNull();
        assertThat(account.status()).isEqualTo("PENDING");
    }

    @Test
    void neverTellsThePassword() {
        ForumClient forum = ForumClient.at(port);

        Answer answer = forum.tryRegister(login("ana"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).doesNotContain(ForumClient.PASSWORD).doesNotContainIgnoringCase("password");
    }

    @Test
    void sendsTheActivationMail(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);

        forum.register(login("ana"), displayName("Ana Luz"));

        Mail mail = sandbox.mails().single();
        assertThat(mail.from()).isEqualTo("forum@forum.example");
        assertThat(mail.to()).containsExactly(forum.addressOf("ana"));
        assertThat(mail.subject()).isEqualTo("Activate your account");
        assertThat(mail.text())
                .startsWith("Hello Ana Luz,")
                .contains("https://forum.example/activate?token=" + ForumClient.tokenIn(mail));
    }

    @Test
    void sendsEachAccountItsOwnToken(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.register(login("ana"));
        forum.register(login("ben"));

        Mail toAna = sandbox.mails().to(forum.addressOf("ana")).single();
        Mail toBen = sandbox.mails().to(forum.addressOf("ben")).single();

        assertThat(ForumClient.tokenIn(toAna)).isNotEqualTo(ForumClient.tokenIn(toBen));
        assertThat(forum.activate(toBen).login()).isEqualTo("ben");
    }

    @Test
    void keepsLoginsInLowerCase(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);

        Account account = forum.register(login("Ana"));

        assertThat(account.login()).isEqualTo("ana");
        forum.activate(sandbox.mails().single());
        assertThat(forum.authenticate("ana").status()).isEqualTo(200);
    }

    @Test
    void refusesALoginThatIsTaken() {
        ForumClient forum = ForumClient.at(port);
        forum.register(login("ana"));

        Answer answer = forum.tryRegister(login("ana"), addressOf("somebody-else"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("login-taken");
        assertThat(answer.json().path("detail").asString()).isEqualTo("The login \"ana\" is taken.");
    }

    @Test
    void refusesALoginThatIsTakenInOtherLetters() {
        ForumClient forum = ForumClient.at(port);
        forum.register(login("ana"));

        Answer answer = forum.tryRegister(login("ANA"), addressOf("somebody-else"));

        assertThat(answer.code()).isEqualTo("login-taken");
    }

    @Test
    void refusesAnAddressThatIsTaken() {
        ForumClient forum = ForumClient.at(port);
        forum.register(login("ana"));

        Answer answer = forum.tryRegister(login("ben"), addressOf("ana"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("email-taken");
    }

    @Test
    void sendsNoMailAboutARefusedRegistration(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.register(login("ana"));

        forum.tryRegister(login("ben"), addressOf("ana"));

        assertThat(sandbox.mails().all()).hasSize(1);
    }

    @Test
    void aRefusedRegistrationLeavesTheLoginFree() {
        ForumClient forum = ForumClient.at(port);
        forum.register(login("ana"));
        forum.tryRegister(login("ben"), addressOf("ana"));

        Answer answer = forum.tryRegister(login("ben"));

        assertThat(answer.status()).isEqualTo(201);
    }

    static Stream<Arguments> invalidFields() {
        return Stream.of(
                arguments("login", "an"),
                arguments("login", "1ana"),
                arguments("login", "ana maria"),
                arguments("login", "a".repeat(33)),
                arguments("email", "no-address"),
                arguments("email", ""),
                arguments("email", "ana@@example.org"),
                arguments("password", "7 chars"),
                arguments("password", "x".repeat(73)),
                arguments("displayName", "  "),
                arguments("displayName", "x".repeat(81)));
    }

    @ParameterizedTest
    @MethodSource("invalidFields")
    void refusesAnInvalidField(String field, String value, Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);

        Answer answer = forum.tryRegister(with(field, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid");
        assertThat(answer.refusedFields()).containsExactly(field);
        assertThat(sandbox.mails().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "email", "password", "displayName"})
    void refusesAMissingField(String field) {
        ForumClient forum = ForumClient.at(port);

        Answer answer = forum.tryRegister(without(field));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.refusedFields()).containsExactly(field);
    }

    @Test
    void namesAllInvalidFieldsAtOnce() {
        ForumClient forum = ForumClient.at(port);

        Answer answer = forum.tryRegister(with("login", "-"), with("password", "short"), without("displayName"));

        assertThat(answer.refusedFields()).containsExactly("displayName", "login", "password");
    }
}
