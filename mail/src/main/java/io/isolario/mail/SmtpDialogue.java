package io.isolario.mail;

import io.isolario.core.IsolarioException;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxId;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.capture.CapturedMails;
import io.isolario.core.carrier.Carriers;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is said over one connection to the SMTP port: RFC 5321 without extensions but 8BITMIME and AUTH, which takes any password.
 *
 * <p>A connection takes one mail: a client that keeps connections would hand it to another sandbox.
 */
final class SmtpDialogue {

    private static final Pattern ADDRESS = Pattern.compile("<([^>]*)>");

    private final SmtpLines lines;
    private final Supplier<Optional<ManagedSandbox>> owner;
    private final Supplier<String> explanation;
    private final List<String> recipients = new ArrayList<>();
    private boolean open = true;
    private boolean taken;
    // Both set at the first command: before that the connection may not have been told of.
    private boolean asked;
    private Optional<ManagedSandbox> sandbox = Optional.empty();

    SmtpDialogue(Socket client, Supplier<Optional<ManagedSandbox>> owner, Supplier<String> explanation)
            throws IOException {
        this.lines = new SmtpLines(client);
        this.owner = owner;
        this.explanation = explanation;
    }

    void run() throws IOException {
        lines.say("220 isolario ESMTP");
        while (open) {
            String line = lines.read();
            if (line == null) {
                return;
            }
            if (!asked) {
                asked = true;
                sandbox = owner.get();
            }
            answer(line);
        }
    }

    private void answer(String line) throws IOException {
        String command = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        if (taken && !command.equals("QUIT")) {
            lines.say("421 4.3.2 One mail a connection: connect anew, so that the next one finds its sandbox");
            open = false;
            return;
        }
        switch (command) {
            case "EHLO" -> lines.say("250-isolario", "250-8BITMIME", "250 AUTH PLAIN LOGIN");
            case "HELO", "NOOP" -> lines.say("250 isolario");
            case "AUTH" -> authenticate(line);
            case "RSET", "MAIL" -> {
                recipients.clear();
                lines.say("250 OK");
            }
            case "RCPT" -> addRecipient(line);
            case "DATA" -> take();
            case "QUIT" -> {
                lines.say("221 Bye");
                open = false;
            }
            default -> lines.say("502 " + command + " is not understood");
        }
    }

    private void authenticate(String line) throws IOException {
        List<String> words = List.of(line.split(" ", -1));
        int missing = words.size() > 2 ? 0 : 1;
        if (words.size() > 1 && words.get(1).equalsIgnoreCase("LOGIN")) {
            missing++;
        }
        for (int i = 0; i < missing; i++) {
            // "Username:" and "Password:", which some clients look at.
            lines.say(i == 0 && missing == 2 ? "334 VXNlcm5hbWU6" : "334 UGFzc3dvcmQ6");
            lines.read();
        }
        lines.say("235 Any password will do");
    }

    private void addRecipient(String line) throws IOException {
        Matcher address = ADDRESS.matcher(line);
        if (address.find() && !address.group(1).isEmpty()) {
            recipients.add(address.group(1));
            lines.say("250 OK");
        } else {
            lines.say("501 No address in: " + line);
        }
    }

    private void take() throws IOException {
        if (recipients.isEmpty()) {
            lines.say("503 RCPT first");
            return;
        }
        lines.say("354 End with a dot");
        byte[] content = lines.readData();
        lines.say(deliver(content));
        taken = true;
    }

    private String deliver(byte[] content) {
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(content));
            ManagedSandbox receiver = named(message).or(() -> sandbox).orElse(null);
            if (receiver == null) {
                return "554 5.7.1 The mail to " + String.join(", ", recipients) + " belongs to no sandbox. "
                        + explanation.get();
            }
            receiver.session(CapturedMails.class).add(MimeMessages.mail(message, recipients));
            return "250 OK";
        } catch (MessagingException | IsolarioException refused) {
            return "554 5.7.1 " + refused.getMessage();
        }
    }

    private static Optional<ManagedSandbox> named(MimeMessage message) throws MessagingException {
        String[] named = message.getHeader(Carriers.DEFAULT_HEADER);
        return named == null
                ? Optional.empty()
                : Optional.of(SandboxRegistry.findAnywhere(SandboxId.parse(named[0].strip())));
    }
}
