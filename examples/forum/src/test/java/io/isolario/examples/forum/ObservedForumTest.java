package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.isolario.core.RefusalException;
import io.isolario.core.Sandbox;
import io.isolario.core.event.LogLevel;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.examples.forum.client.Message;
import io.isolario.examples.forum.client.MobileApi;
import io.isolario.examples.forum.message.MessagePosted;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.context.support.RequestHandledEvent;

/** What the forum publishes and logs in one test, while all the others do the same. */
@ForumTest
class ObservedForumTest {

    private static final String FORUM = "io.isolario.examples.forum";

    @LocalServerPort
    int port;

    @Test
    void aPostedMessageIsPublishedOnce(Sandbox sandbox) {
        Message message = inTheLobby("ana", sandbox).post("lobby", "hello");

        MessagePosted posted = sandbox.events(MessagePosted.class).single();
        assertThat(posted.message().id()).isEqualTo(message.id());
        assertThat(posted.message().text()).isEqualTo("hello");
    }

    @Test
    void messagesArePublishedInTheirOrder(Sandbox sandbox) {
        inTheLobby("ana", sandbox).postAll("lobby", "one", "two", "three");

        assertThat(sandbox.events(MessagePosted.class).await(3))
                .extracting(posted -> posted.message().text())
                .containsExactly("one", "two", "three");
    }

    @Test
    void anEditedMessageIsNotPublishedAgain(Sandbox sandbox) {
        MobileApi ana = inTheLobby("ana", sandbox);

        ana.edit(ana.post("lobby", "helo"), "hello");

        sandbox.events(MessagePosted.class)
                .matching("is hello", posted -> posted.message().text().equals("hello"))
                .none();
    }

    @Test
    void aRefusedMessageIsNotPublished(Sandbox sandbox) {
        inTheLobby("ana", sandbox).tryPost("lobby", "");

        sandbox.events(MessagePosted.class).none();
    }

    @Test
    void aRegistrationAsksForAnActivationMail(Sandbox sandbox) {
        ForumClient.at(port).register();

        // The event belongs to the package of accounts: it is known here by its name.
        assertThat(sandbox.events(Object.class)
                        .matching(
                                "asks for activation",
                                event -> event.getClass().getSimpleName().equals("ActivationRequested"))
                        .awaitOne())
                .hasToString(sandbox.events(Object.class)
                        .matching(
                                "is of the account",
                                event -> event.getClass().getSimpleName().startsWith("Activation"))
                        .single()
                        .toString());
    }

    @Test
    void aRequestIsHandledOnTheThreadOfTheServer(Sandbox sandbox) {
        ForumClient.at(port).tryActivate("a guess");

        // It is published when the client may have its answer already.
        assertThat(sandbox.events(RequestHandledEvent.class).awaitOne().getShortDescription())
                .contains("/api/accounts/activation");
    }

    @Test
    void theMailIsThereBeforeAllIsQuiet(Sandbox sandbox) {
        ForumClient forum = ForumClient.at(port);
        forum.register();

        forum.activate(sandbox.mails().to(forum.addressOf("ana")).awaitOne());

        assertThat(forum.authenticate("ana").isSuccess()).isTrue();
    }

    @Test
    void nothingIsLoggedThatSomebodyShouldLookAt(Sandbox sandbox) {
        inTheLobby("ana", sandbox).post("lobby", "hello");

        sandbox.logs().from(FORUM).atLeast(LogLevel.WARN).none();
    }

    @Test
    void anEventThatNeverCameIsToldFromThoseThatCame(Sandbox sandbox) {
        inTheLobby("ana", sandbox).post("lobby", "hello");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> sandbox.events(MessagePosted.class)
                        .matching(
                                "is good-bye", posted -> posted.message().text().equals("good-bye"))
                        .awaitOne(Duration.ofMillis(1)))
                .withMessageContaining("Of that type, but others:\n- MessagePosted[")
                .withMessageContaining("text=hello");
    }

    @Test
    void anAddressThatWasCopiedAtStartUpIsRefused(Sandbox sandbox) {
        assertThatExceptionOfType(RefusalException.class)
                .isThrownBy(() -> sandbox.configure("forum.base-url", "https://elsewhere.example"))
                .withMessageContaining(
                        "- bean \"accountMails\" (io.isolario.examples.forum.account.AccountMails), parameter 2"
                                + " of its constructor: @Value(\"${forum.base-url}\")");
    }

    private MobileApi inTheLobby(String login, Sandbox sandbox) {
        var member = ForumClient.at(port).newMember(login, sandbox);
        member.join("lobby");
        return member.mobile();
    }
}
