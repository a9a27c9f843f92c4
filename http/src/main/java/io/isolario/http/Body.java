package io.isolario.http;

import io.isolario.http.json.JsonReader;
import io.isolario.http.json.MalformedJsonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the body of a call: JSON in UTF-8, of limited size and depth. */
record Body(String wanted, int maxBytes) {

    private static final int SMALL = 64 * 1024;
    private static final int LARGE = 1024 * 1024;

    /** A body of a few members; {@code wanted} shows them. */
    static Body small(String wanted) {
        return new Body(wanted, SMALL);
    }

    /** A body with data for the application. */
    static Body large(String wanted) {
        return new Body(wanted, LARGE);
    }

    byte[] bytes(ApiRequest call) throws IOException {
        byte[] bytes = call.body(maxBytes);
        if (bytes.length > maxBytes) {
            throw new ProblemException(HttpProblem.of(
                    HttpProblem.CONTENT_TOO_LARGE,
                    "too-large",
                    "Body too large",
                    "The body has more than " + maxBytes + " bytes. Send " + wanted + ", or no body at all."));
        }
        return bytes;
    }

    Map<String, Object> members(byte[] bytes) {
        if (bytes.length == 0) {
            return Map.of();
        }
        try {
            return JsonReader.readObject(text(bytes));
        } catch (MalformedJsonException e) {
            throw malformed(
                    "The body is not a JSON object: " + e.getMessage() + ". Send " + wanted + ", or no body at all.");
        }
    }

    Map<String, Object> members(ApiRequest call) throws IOException {
        return members(bytes(call));
    }

    /** Returns an object as one, or the objects of an array. */
    Object objectOrObjects(ApiRequest call) throws IOException {
        byte[] bytes = bytes(call);
        if (bytes.length == 0) {
            return Map.of();
        }
        try {
            Object tree = JsonReader.readTree(text(bytes));
            if (tree instanceof List<?> elements && !elements.stream().allMatch(Map.class::isInstance)) {
                throw malformed("The array has something other than objects in it. Send " + wanted + ".");
            }
            return tree;
        } catch (MalformedJsonException e) {
            throw malformed("The body is neither a JSON object nor an array of such: " + e.getMessage() + ". Send "
                    + wanted + ".");
        }
    }

    private String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("The body is not UTF-8. Send JSON in UTF-8, or no body at all.");
        }
    }

    /** Returns an object of JSON as the map by text that it is. */
    static Map<String, Object> named(Map<?, ?> members) {
        Map<String, Object> named = new LinkedHashMap<>();
        members.forEach((name, value) -> named.put(name.toString(), value));
        return named;
    }

    static ProblemException malformed(String detail) {
        return new ProblemException(
                HttpProblem.of(HttpProblem.BAD_REQUEST, "malformed-body", "Malformed body", detail));
    }
}
