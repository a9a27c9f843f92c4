package io.isolario.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.isolario.core.JournalEntry;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.NothingLeaks;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.capture.CapturedMails;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class MailsTest {

    private final SandboxRegistry registry =
            SandboxRegistry.builder("shop").resource(CapturedMails.resource()).build();
    private final ManagedSandbox sandbox =
            registry.open(SandboxOptions.builder("ana").build());
    private final Mail welcome = mail("Welcome", "ana@example.org");
    private final Mail invoice = mail("Invoice", "Bob@example.org", "cfo@example.org");

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void mailsAreInTheOrderSentAndInTheJournal() {
        send(welcome);
        send(invoice);

        assertThat(sandbox.mails().all()).containsExactly(welcome, invoice);
        assertThat(sandbox.journal().entries(JournalKind.MAIL))
                .extracting(JournalEntry::text)
                .containsExactly("to ana@example.org: Welcome", "to Bob@example.org, cfo@example.org: Invoice");
    }

    @Test
    void mailsBelongToOneSandbox() {
        ManagedSandbox other = registry.open(SandboxOptions.builder("bob").build());

        send(welcome);

        assertThat(other.mails().all()).isEmpty();
    }

    @Test
    void singleReturnsTheOnlyMail() {
        send(welcome);

        assertThat(sandbox.mails().single()).isEqualTo(welcome);
    }

    @Test
    void singleFailsWhenThereIsNoMail() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> sandbox.mails().single())
                .withMessage("Expected a single mail in sandbox " + sandbox + ", but there are 0. No mail was sent; "
                        + "sandbox.journal() shows what was done instead.");
    }

    @Test
    void singleFailsWhenThereAreMoreMails() {
        send(welcome);
        send(invoice);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> sandbox.mails().single())
                .withMessage("Expected a single mail in sandbox " + sandbox + ", but there are 2. All mails of this "
                        + "sandbox:\n  to ana@example.org: Welcome\n"
                        + "  to Bob@example.org, cfo@example.org: Invoice");
    }

    @Test
    void mailsAreFilteredByRecipientIgnoringCase() {
        send(welcome);
        send(invoice);

        assertThat(sandbox.mails().to("CFO@example.org").single()).isEqualTo(invoice);
        assertThat(sandbox.mails().to("bob@EXAMPLE.org").to("cfo@example.org").all())
                .containsExactly(invoice);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> sandbox.mails().to("ceo@example.org").single())
                .withMessage("Expected a single mail to ceo@example.org in sandbox " + sandbox + ", but there are 0. "
                        + "All mails of this sandbox:\n  to ana@example.org: Welcome\n"
                        + "  to Bob@example.org, cfo@example.org: Invoice");
    }

    @Test
    void mailsWaitForTheWorkThatSendsThem() throws Exception {
        Work request = sandbox.begin(WorkKind.REQUEST, "POST /accounts");
        FutureTask<Mail> query = new FutureTask<>(() -> sandbox.mails().single());
        Thread test = new Thread(query, "test");
        test.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> test.getState() == Thread.State.TIMED_WAITING);

        send(welcome);
        assertThat(query.isDone()).isFalse();
        request.end();

        assertThat(query.get(10, TimeUnit.SECONDS)).isEqualTo(welcome);
    }

    @Test
    void resetForgetsMails() {
        send(welcome);

        sandbox.reset();

        assertThat(sandbox.mails().all()).isEmpty();
    }

    @Test
    void mailsAreRefusedAfterTheEnd() {
        CapturedMails mails = sandbox.session(CapturedMails.class);
        sandbox.close();

        assertThatThrownBy(() -> mails.add(welcome))
                .isInstanceOf(SandboxEndedException.class)
                .hasMessageStartingWith("Sandbox " + sandbox + " cannot send the mail \"Welcome\" on thread \"");
    }

    @Test
    void mailsAreRefusedWhereNothingCapturesThem() {
        try (SandboxRegistry without = SandboxRegistry.builder("mute").build()) {
            ManagedSandbox mute = without.open(SandboxOptions.builder("ana").build());

            assertThatThrownBy(mute::mails)
                    .isInstanceOf(RefusalException.class)
                    .hasMessage("Sandbox " + mute + " has no Mails: registry \"mute\" has the resources []. Add "
                            + "the resource to SandboxRegistry.builder(), or the module that brings it to the class "
                            + "path.");
        }
    }

    private void send(Mail mail) {
        sandbox.session(CapturedMails.class).add(mail);
    }

    private static Mail mail(String subject, String... to) {
        return new Mail("shop@example.org", List.of(to), subject, "Hello", "");
    }

    @Test
    void mailIsAwaitedBySignalBeforeTheSandboxIsQuiescent() {
        Work work = sandbox.begin(WorkKind.TASK, "goes on after the mail");
        Thread sender = new Thread(() -> send(welcome));

        sender.start();

        assertThat(sandbox.mails().to("ANA@example.org").awaitOne()).isEqualTo(welcome);
        work.end();
    }

    @Test
    void awaitOneFailsWhenNoMailComes() {
        send(invoice);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> sandbox.mails().to("ana@example.org").awaitOne(Duration.ofMillis(10)))
                .withMessageStartingWith("Awaited mail that is to ana@example.org in sandbox " + sandbox
                        + ", but after 10 ms none has come. What came instead: nothing of another type.\nOf that type, but"
                        + " others:\n- Mail[from=shop@example.org, to=[Bob@example.org, cfo@example.org]");
    }

    @Test
    void mailsKeepTheirAttachments() {
        MailAttachment terms = new MailAttachment("terms.txt", "text/plain", new byte[] {'n', 'o'});

        assertThat(terms.text()).isEqualTo("no");
        assertThat(terms).hasToString("terms.txt (text/plain, 2 bytes)");
        assertThat(new Mail("a", List.of("b"), "c", "d", "", List.of(terms)).attachments())
                .containsExactly(terms);
    }
}
