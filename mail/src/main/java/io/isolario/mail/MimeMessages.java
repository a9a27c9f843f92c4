package io.isolario.mail;

import io.isolario.core.event.Mail;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a mail server would have been given. */
public final class MimeMessages {

    private MimeMessages() {}

    /**
     * Returns the mail that a message is; saves the message first, as sending does.
     *
     * @throws MessagingException if no server would have taken it
     */
    public static Mail read(MimeMessage message) throws MessagingException {
        save(message);
        List<String> recipients = addresses(message.getAllRecipients());
        if (recipients.isEmpty()) {
            throw new SendFailedException("No recipient addresses");
        }
        return mail(message, recipients);
    }

    /** Returns the mail that a server was given for these recipients. */
    static Mail mail(MimeMessage message, List<String> recipients) throws MessagingException {
        MimeParts parts = new MimeParts();
        try {
            parts.collect(message);
        } catch (IOException e) {
            throw new MessagingException("Unreadable content", e);
        }
        return new Mail(
                addresses(message.getFrom()).stream().findFirst().orElse(""),
                recipients,
                Optional.ofNullable(message.getSubject()).orElse(""),
                parts.text(),
                parts.html(),
                parts.attachments());
    }

    /** Completes the headers; an id that the application has set is kept. */
    @SuppressWarnings("JavaUtilDate") // what the mail API takes
    private static void save(MimeMessage message) throws MessagingException {
        if (message.getSentDate() == null) {
            message.setSentDate(new Date());
        }
        String id = message.getMessageID();
        message.saveChanges();
        if (id != null) {
            message.setHeader("Message-ID", id);
        }
    }

    /** Returns subjects and recipients, for messages. */
    public static String describe(List<MimeMessage> messages) {
        return String.join(", ", messages.stream().map(MimeMessages::describe).toList());
    }

    private static String describe(MimeMessage message) {
        try {
            return "\"" + message.getSubject() + "\" to " + String.join(", ", addresses(message.getAllRecipients()));
        } catch (MessagingException e) {
            return "with an unreadable header (" + e.getMessage() + ")";
        }
    }

    private static List<String> addresses(Address @Nullable [] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses).flatMap(MimeMessages::plain).toList();
    }

    private static Stream<String> plain(Address address) {
        return Stream.of(address instanceof InternetAddress internet ? internet.getAddress() : address.toString());
    }
}
