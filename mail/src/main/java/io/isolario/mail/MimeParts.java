package io.isolario.mail;

import io.isolario.core.event.MailAttachment;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The first plain text and the first HTML of a message, wherever they are nested, and all that is neither. */
final class MimeParts {

    private String text = "";
    private String html = "";
    private final List<MailAttachment> attachments = new ArrayList<>();

    String text() {
        return text;
    }

    String html() {
        return html;
    }

    List<MailAttachment> attachments() {
        return attachments;
    }

    void collect(Part part) throws MessagingException, IOException {
        boolean attached = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                collect(parts.getBodyPart(i));
            }
        } else if (!attached && part.isMimeType("text/html") && html.isEmpty()) {
            html = part.getContent().toString();
        } else if (!attached && part.isMimeType("text/plain") && text.isEmpty()) {
            text = part.getContent().toString();
        } else {
            attachments.add(new MailAttachment(
                    nameOf(part),
                    typeOf(part),
                    part.getDataHandler().getInputStream().readAllBytes()));
        }
    }

    /** What is shown within the HTML has the id by which it is shown there; clients give it any file name. */
    private static String nameOf(Part part) throws MessagingException {
        @Nullable String[] ids = part instanceof BodyPart ? part.getHeader("Content-ID") : null;
        if (ids != null && ids.length > 0 && ids[0] != null) {
            return ids[0].replaceAll("^<|>$", "");
        }
        String file = part.getFileName();
        return file == null ? "" : file;
    }

    private static String typeOf(Part part) throws MessagingException {
        return part.getContentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
