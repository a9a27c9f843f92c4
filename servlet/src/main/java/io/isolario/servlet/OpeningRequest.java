package io.isolario.servlet;

import io.isolario.core.Isolation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * What a client that opens a sandbox asks for.
 *
 * @param name the label of the owner, for messages
 * @param isolation empty for the default of the registry
 */
record OpeningRequest(String name, Optional<Isolation> isolation) {

    private static final int MAX_BYTES = 64 * 1024;

    /** Reads the optional body of a request; members that we do not know are left to later versions. */
    static OpeningRequest read(HttpServletRequest request) throws IOException {
        Map<String, Object> members = members(body(request));
        String name = text(members, "name").orElse("remote client " + request.getRemoteAddr());
        if (name.isBlank()) {
            throw malformed("\"name\" is blank. Give the name of the test, or leave it out.");
        }
        return new OpeningRequest(name, text(members, "isolation").map(OpeningRequest::isolation));
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MAX_BYTES) {
            throw tooLarge();
        }
        byte[] bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    private static Map<String, Object> members(byte[] body) {
        if (body.length == 0) {
            return Map.of();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return JsonReader.readObject(text);
        } catch (CharacterCodingException e) {
            throw malformed("The body is not UTF-8. Send JSON in UTF-8, or no body at all.");
        } catch (MalformedJsonException e) {
            throw malformed("The body is not a JSON object: " + e.getMessage()
                    + ". Send {\"name\": .., \"isolation\": ..}, or no body at all.");
        }
    }

    private static Optional<String> text(Map<String, Object> members, String name) {
        Object value = members.getOrDefault(name, Optional.empty());
        if (value.equals(Optional.empty())) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw malformed("\"" + name + "\" is not a string. Send a string, or leave it out.");
    }

    private static Isolation isolation(String word) {
        return Arrays.stream(Isolation.values())
                .filter(isolation -> HttpProblem.word(isolation).equals(word))
                .findFirst()
                .orElseThrow(
                        () -> malformed(
                                "\"isolation\" is neither \"transaction\" nor \"database\". Send one of them, or leave it out."));
    }

    private static ProblemException tooLarge() {
        return new ProblemException(HttpProblem.of(
                HttpProblem.CONTENT_TOO_LARGE,
                "too-large",
                "Body too large",
                "The body has more than " + MAX_BYTES
                        + " bytes. Send {\"name\": .., \"isolation\": ..}, or no body at all."));
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(
                HttpProblem.of(HttpProblem.BAD_REQUEST, "malformed-body", "Malformed body", detail));
    }
}
