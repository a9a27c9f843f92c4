package io.isolario.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the sandbox plug of Phoenix is imitated, and how its clients carry the token: as the whole header, or appended to it by a
 * blank or a slash; also wrapped as Phoenix wraps its own, in {@code BeamMetadata (..)}.
 */
record PhoenixPlug(String path, String header) {

    private static final String MARK = "isolario/";
    private static final Pattern WRAPPED = Pattern.compile("BeamMetadata \\(([^)]*)\\)");

    static String token(String id) {
        return MARK + id;
    }

    Optional<String> carriedBy(ApiRequest call) {
        return call.header(header).flatMap(PhoenixPlug::carriedBy);
    }

    private static Optional<String> carriedBy(String value) {
        Matcher wrapped = WRAPPED.matcher(value);
        if (wrapped.find()) {
            return Optional.of(unwrapped(wrapped.group(1)));
        }
        int mark = value.lastIndexOf(MARK);
        return mark < 0
                ? Optional.empty()
                : Optional.of(value.substring(mark + MARK.length()).split("\\s", 2)[0]);
    }

    /** Text and nothing else: a term of Erlang that another server has made is malformed, and is not looked into. */
    private static String unwrapped(String encoded) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.ISO_8859_1);
            return text.startsWith(MARK) ? text.substring(MARK.length()) : encoded;
        } catch (IllegalArgumentException notBase64) {
            return encoded;
        }
    }
}
