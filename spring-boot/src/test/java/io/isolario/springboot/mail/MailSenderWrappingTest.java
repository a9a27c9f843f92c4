package io.isolario.springboot.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.core.capture.CapturedMails;
import io.isolario.core.event.Mail;
import io.isolario.core.event.MailAttachment;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

class MailSenderWrappingTest {

    private final SandboxRegistry registry =
            SandboxRegistry.builder("shop").resource(CapturedMails.resource()).build();
    private final Recording recording = new Recording();
    private final JavaMailSenderImpl sender = wrapped(recording);

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void sendsBeforeTheFirstSandbox() {
        sender.send(aMail());

        assertThat(recording.sent).isEqualTo(1);
    }

    @Test
    void refusesAMailThatBelongsToNoSandbox() {
        try (ManagedSandbox sandbox = aSandbox()) {
            assertThatThrownBy(() -> sender.send(aMail()))
                    .isInstanceOf(RefusalException.class)
                    .hasMessage("The mail \"Hello\" to ana@example.org was not sent, since it belongs to no sandbox. "
                            + registry.explainUnowned());
            assertThat(recording.sent).isZero();
        }
    }

    @Test
    void capturesASimpleMail() {
        SimpleMailMessage message = aMail();
        message.setCc("bob@example.org");
        message.setBcc("eve@example.org");

        try (ManagedSandbox sandbox = aSandbox();
                Scope scope = sandbox.enter()) {
            sender.send(message);

            assertThat(sandbox.mails().single())
                    .isEqualTo(new Mail(
                            "shop@example.org",
                            List.of("ana@example.org", "bob@example.org", "eve@example.org"),
                            "Hello",
                            "It is on its way.",
                            ""));
        }
        assertThat(recording.sent).isZero();
    }

    @Test
    void readsTextAndHtmlFromNestedParts() {
        try (ManagedSandbox sandbox = aSandbox();
                Scope scope = sandbox.enter()) {
            sender.send(message -> {
                MimeMessageHelper helper = new MimeMessageHelper(message, true, "UTF-8");
                helper.setFrom("shop@example.org", "The Shop");
                helper.setTo("ana@example.org");
                helper.setSubject("Grüße");
                helper.setText("Schöne Grüße", "<b>Schöne Grüße</b><img src='cid:logo'>");
                helper.addInline("logo", bytes("GIF"), "image/gif");
                helper.addAttachment("terms.txt", bytes("the small print"), "text/plain");
            });

            assertThat(sandbox.mails().single())
                    .isEqualTo(new Mail(
                            "shop@example.org",
                            List.of("ana@example.org"),
                            "Grüße",
                            "Schöne Grüße",
                            "<b>Schöne Grüße</b><img src='cid:logo'>",
                            List.of(
                                    new MailAttachment("logo", "image/gif", "GIF".getBytes(StandardCharsets.UTF_8)),
                                    new MailAttachment(
                                            "terms.txt",
                                            "text/plain",
                                            "the small print".getBytes(StandardCharsets.UTF_8)))));
        }
    }

    @Test
    void failsAsAServerWouldForAMailWithoutRecipients() {
        try (ManagedSandbox sandbox = aSandbox();
                Scope scope = sandbox.enter()) {
            MimeMessage message = sender.createMimeMessage();

            assertThatThrownBy(() -> sender.send(message))
                    .isInstanceOfSatisfying(
                            MailSendException.class, failure -> assertThat(failure.getMessageExceptions())
                                    .singleElement()
                                    .isInstanceOf(SendFailedException.class));
            assertThat(sandbox.mails().all()).isEmpty();
        }
    }

    @Test
    void failsAsTheSenderWouldForAMalformedAddress() {
        SimpleMailMessage message = aMail();
        message.setTo("ana@@example.org");

        try (ManagedSandbox sandbox = aSandbox();
                Scope scope = sandbox.enter()) {
            assertThatThrownBy(() -> sender.send(message)).isInstanceOf(MailParseException.class);
        }
    }

    @Test
    void staysConfigurableByItsClass() {
        sender.setHost("mail.example.org");

        assertThat(recording.getHost()).isEqualTo("mail.example.org");
    }

    private JavaMailSenderImpl wrapped(JavaMailSenderImpl target) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("registry", registry);
        return (JavaMailSenderImpl) new MailSenderWrapping(beans.getBeanProvider(SandboxRegistry.class))
                .postProcessAfterInitialization(target, "mailSender");
    }

    private ManagedSandbox aSandbox() {
        return registry.open(SandboxOptions.builder("sends mails").build());
    }

    private static SimpleMailMessage aMail() {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom("shop@example.org");
        message.setTo("ana@example.org");
        message.setSubject("Hello");
        message.setText("It is on its way.");
        return message;
    }

    private static ByteArrayResource bytes(String content) {
        return new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8));
    }

    /** A sender whose server takes everything. */
    static class Recording extends JavaMailSenderImpl {

        private int sent;

        @Override
        protected void doSend(MimeMessage[] mimeMessages, Object @Nullable [] originalMessages) {
            sent += mimeMessages.length;
        }
    }
}
