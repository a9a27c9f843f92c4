package io.isolario.core.event;

import java.util.List;

/**
 * A mail that the application sent inside a sandbox; it was captured, not delivered.
 *
 * @param from the sender's address; empty when none was set
 * @param to the addresses of all recipients: to, cc and bcc
 * @param subject the subject; empty when none was set
 * @param text the plain text body; empty when there is none
 * @param html the HTML body; empty when there is none
 * @param attachments what came with it, in order
 */
public record Mail(
        String from, List<String> to, String subject, String text, String html, List<MailAttachment> attachments) {

    /** Keeps unmodifiable copies of the lists. */
    public Mail {
        to = List.copyOf(to);
        attachments = List.copyOf(attachments);
    }

    /** Makes a mail that nothing came with. */
    public Mail(String from, List<String> to, String subject, String text, String html) {
        this(from, to, subject, text, html, List.of());
    }

    public boolean isTo(String address) {
        return to.stream().anyMatch(recipient -> recipient.equalsIgnoreCase(address));
    }
}
