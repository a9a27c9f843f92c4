package io.isolario.core.internal;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;

/**
 * Writes maps, collections, strings, numbers and booleans as JSON (RFC 8259); an empty {@code Optional} is null. There is a library for that, but it would clash with
 * the one of the application.
 */
public final class JsonWriter {

    private static final int FIRST_PRINTABLE = 0x20;

    private final StringBuilder text = new StringBuilder();

    private JsonWriter() {}

    /** Returns the members as a JSON object, in their order. */
    public static String write(Map<String, ?> members) {
        JsonWriter writer = new JsonWriter();
        writer.object(members);
        return writer.text.toString();
    }

    private void value(Object value) {
        if (value instanceof Map<?, ?> members) {
            object(members);
        } else if (value instanceof Collection<?> elements) {
            array(elements);
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresentOrElse(this::value, () -> text.append("null"));
        } else {
            string(value.toString());
        }
    }

    private void object(Map<?, ?> members) {
        text.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> each = members.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<?, ?> member = each.next();
            string(member.getKey().toString());
            text.append(':');
            value(member.getValue());
            text.append(each.hasNext() ? "," : "");
        }
        text.append('}');
    }

    private void array(Collection<?> elements) {
        text.append('[');
        for (Iterator<?> each = elements.iterator(); each.hasNext(); ) {
            value(each.next());
            text.append(each.hasNext() ? "," : "");
        }
        text.append(']');
    }

    private void string(String value) {
        text.append('"');
        for (PrimitiveIterator.OfInt each = value.chars().iterator(); each.hasNext(); ) {
            character((char) each.nextInt());
        }
        text.append('"');
    }

    private void character(char character) {
        switch (character) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                // A lone surrogate cannot be encoded in UTF-8.
                if (character < FIRST_PRINTABLE || Character.isSurrogate(character)) {
                    text.append(String.format("\\u%04x", (int) character));
                } else {
                    text.append(character);
                }
            }
        }
    }
}
