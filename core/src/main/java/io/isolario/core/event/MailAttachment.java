package io.isolario.core.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A part of a mail other than its text: an attachment, or an image that its HTML shows. Immutable. */
public final class MailAttachment {

    private final String name;
    private final String contentType;
    private final byte[] content;

    /**
     * @param name the id by which the HTML shows it, else the name of the file; empty when it has neither
     * @param contentType the type without its parameters, in lower case
     * @param content copied
     */
    public MailAttachment(String name, String contentType, byte[] content) {
        this.name = name;
        this.contentType = contentType;
        this.content = content.clone();
    }

    /** Returns the id by which the HTML shows it, else the name of the file; empty when it has neither. */
    public String name() {
        return name;
    }

    /** Returns the type without its parameters, in lower case: "application/pdf", say. */
    public String contentType() {
        return contentType;
    }

    /** Returns a copy of the content. */
    public byte[] content() {
        return content.clone();
    }

    /** Returns the content as UTF-8 has it. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MailAttachment that
                && name.equals(that.name)
                && contentType.equals(that.contentType)
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return name + " (" + contentType + ", " + content.length + " bytes)";
    }
}
