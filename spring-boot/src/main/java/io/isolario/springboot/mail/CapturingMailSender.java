package io.isolario.springboot.mail;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.UnownedAccess;
import io.isolario.core.capture.CapturedMails;
import io.isolario.core.event.Mail;
import io.isolario.mail.MimeMessages;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMailMessage;

/**
 * Sends what belongs to no sandbox as ever, and gives a sandbox the mails that are sent in it.
 *
 * <p>A mail that the server could not have taken fails as it would there: one without recipients, or with a malformed address.
 */
final class CapturingMailSender implements JavaMailSender {

    private final JavaMailSender sender;
    // Looked up at the first mail, since senders may be created before the registry.
    private final Supplier<SandboxRegistry> registry;

    CapturingMailSender(JavaMailSender sender, Supplier<SandboxRegistry> registry) {
        this.sender = sender;
        this.registry = registry;
    }

    @Override
    public MimeMessage createMimeMessage() {
        return sender.createMimeMessage();
    }

    @Override
    public MimeMessage createMimeMessage(InputStream contentStream) {
        return sender.createMimeMessage(contentStream);
    }

    @Override
    public void send(SimpleMailMessage... simpleMessages) {
        List<MimeMessage> messages = new ArrayList<>();
        for (SimpleMailMessage simpleMessage : simpleMessages) {
            MimeMailMessage message = new MimeMailMessage(createMimeMessage());
            simpleMessage.copyTo(message);
            messages.add(message.getMimeMessage());
        }
        Optional<ManagedSandbox> sandbox = sandboxToSendIn(messages);
        if (sandbox.isEmpty()) {
            sender.send(simpleMessages);
        } else {
            capture(sandbox.get(), messages);
        }
    }

    @Override
    public void send(MimeMessage... mimeMessages) {
        List<MimeMessage> messages = List.of(mimeMessages);
        Optional<ManagedSandbox> sandbox = sandboxToSendIn(messages);
        if (sandbox.isEmpty()) {
            sender.send(mimeMessages);
        } else {
            capture(sandbox.get(), messages);
        }
    }

    /** Returns the sandbox that takes the mails; empty when they are to be sent. */
    private Optional<ManagedSandbox> sandboxToSendIn(List<MimeMessage> messages) {
        SandboxRegistry application = registry.get();
        Optional<ManagedSandbox> sandbox = application.current();
        if (sandbox.isEmpty() && application.mode() != UnownedAccess.AUTO) {
            application.noteUnowned("a mail was refused: " + MimeMessages.describe(messages));
            throw new RefusalException("The mail " + MimeMessages.describe(messages)
                    + " was not sent, since it belongs to" + " no sandbox. " + application.explainUnowned());
        }
        return sandbox;
    }

    private static void capture(ManagedSandbox sandbox, List<MimeMessage> messages) {
        CapturedMails mails = sandbox.session(CapturedMails.class);
        Map<Object, Exception> failed = new LinkedHashMap<>();
        for (MimeMessage message : messages) {
            try {
                Mail mail = MimeMessages.read(message);
                mails.add(mail);
            } catch (MessagingException refused) {
                failed.put(message, refused);
            }
        }
        if (!failed.isEmpty()) {
            throw new MailSendException(failed);
        }
    }

    @Override
    public String toString() {
        return "CapturingMailSender{" + sender + "}";
    }
}
