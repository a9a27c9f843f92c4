package io.isolario.core;

import java.util.List;

/**
 * A mail that the application sent inside a sandbox; it was captured, not delivered.
 *
 * @param from the sender's address; empty when none was set
 * @param to the addresses of all recipients: to, cc and bcc
 * @param subject the subject; empty when none was set
 * @param text the plain text body; empty when there is none
 * @param html the HTML body; empty when there is none
 */
public record Mail(String from, List<String> to, String subject, String text, String html) {

    /** Keeps a copy of the recipients that nobody can change. */
    public Mail {
        to = List.copyOf(to);
    }
}
