package io.isolario.http.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON (RFC 8259), strictly: no comments, no trailing commas, no member twice, no half of a surrogate pair, nothing after it.
 *
 * <p>Values are maps, lists, strings, {@link BigDecimal}s and booleans; null is an empty {@link Optional}.
 */
public final class JsonReader {

    private static final int DEEPEST = 16;
    private static final int LONGEST_NUMBER = 100;
    private static final int HEX_DIGITS = 4;
    private static final int HEX = 16;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,4})?");
    private static final Pattern FOUR_HEX_DIGITS = Pattern.compile("[0-9a-fA-F]{4}");

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    public static Map<String, Object> readObject(String text) throws MalformedJsonException {
        JsonReader reader = new JsonReader(text);
        reader.skipBlanks();
        Map<String, Object> members = reader.object();
        reader.skipBlanks();
        if (reader.at < text.length()) {
            throw reader.malformed("Something after the object");
        }
        return members;
    }

    /** Reads an object or an array. */
    public static Object readTree(String text) throws MalformedJsonException {
        return text.stripLeading().startsWith("[") ? readArray(text) : readObject(text);
    }

    private static List<Object> readArray(String text) throws MalformedJsonException {
        JsonReader reader = new JsonReader(text);
        reader.skipBlanks();
        List<Object> elements = reader.array();
        reader.skipBlanks();
        if (reader.at < text.length()) {
            throw reader.malformed("Something after the array");
        }
        return elements;
    }

    private Object value() throws MalformedJsonException {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", Optional.empty());
            default -> number();
        };
    }

    private Map<String, Object> object() throws MalformedJsonException {
        Map<String, Object> members = new LinkedHashMap<>();
        begin('{');
        while (goesOn('}', members.isEmpty())) {
            int nameAt = at;
            String name = string();
            skipBlanks();
            expect(':');
            skipBlanks();
            if (members.put(name, value()) != null) {
                throw new MalformedJsonException("Member \"" + name + "\" for the second time", nameAt);
            }
        }
        return members;
    }

    private List<Object> array() throws MalformedJsonException {
        List<Object> elements = new ArrayList<>();
        begin('[');
        while (goesOn(']', elements.isEmpty())) {
            elements.add(value());
        }
        return elements;
    }

    private void begin(char bracket) throws MalformedJsonException {
        expect(bracket);
        if (++depth > DEEPEST) {
            throw malformed("More than " + DEEPEST + " levels");
        }
    }

    /** Moves to the next member or element, or behind the closing bracket. */
    private boolean goesOn(char closing, boolean first) throws MalformedJsonException {
        skipBlanks();
        if (peek() == closing) {
            at++;
            depth--;
            return false;
        }
        if (!first) {
            expect(',');
            skipBlanks();
        }
        return true;
    }

    private String string() throws MalformedJsonException {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (peek() != '"') {
            char character = next();
            if (character < ' ') {
                throw malformed("Control character in a string");
            }
            value.append(character == '\\' ? escaped() : character);
        }
        requirePairs(value);
        at++;
        return value.toString();
    }

    /** Half of a pair stands for no character, and cannot be written as UTF-8 again. */
    private void requirePairs(CharSequence value) throws MalformedJsonException {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isHighSurrogate(value.charAt(i))
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(value.charAt(i))) {
                throw malformed("Half of a surrogate pair in the string that ends");
            }
        }
    }

    private char escaped() throws MalformedJsonException {
        char character = next();
        return switch (character) {
            case '"', '\\', '/' -> character;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformed("Unknown escape");
        };
    }

    private char unicode() throws MalformedJsonException {
        Matcher digits = FOUR_HEX_DIGITS.matcher(text).region(at, text.length());
        if (!digits.lookingAt()) {
            throw malformed("No four hexadecimal digits");
        }
        at += HEX_DIGITS;
        return (char) Integer.parseInt(digits.group(), HEX);
    }

    private Object literal(String spelling, Object value) throws MalformedJsonException {
        if (!text.startsWith(spelling, at)) {
            throw malformed("No value");
        }
        at += spelling.length();
        return value;
    }

    private BigDecimal number() throws MalformedJsonException {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw malformed("No value");
        }
        if (number.end() - number.start() > LONGEST_NUMBER) {
            throw malformed("A number of more than " + LONGEST_NUMBER + " characters");
        }
        at = number.end();
        return new BigDecimal(number.group());
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void expect(char wanted) throws MalformedJsonException {
        if (peek() != wanted) {
            throw malformed("No '" + wanted + "'");
        }
        at++;
    }

    private char peek() throws MalformedJsonException {
        if (at >= text.length()) {
            throw malformed("Unexpected end");
        }
        return text.charAt(at);
    }

    private char next() throws MalformedJsonException {
        char character = peek();
        at++;
        return character;
    }

    private MalformedJsonException malformed(String what) {
        return new MalformedJsonException(what, at);
    }
}
