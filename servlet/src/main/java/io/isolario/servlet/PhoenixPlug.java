package io.isolario.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Where the sandbox plug of Phoenix is imitated, and how its clients carry the token: as the whole header, or appended to it by a
 * blank or a slash.
 */
record PhoenixPlug(String path, String header) {

    private static final String MARK = "isolario/";

    static String token(String id) {
        return MARK + id;
    }

    Optional<String> carriedBy(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(header))
                .filter(value -> value.contains(MARK))
                .map(value -> value.substring(value.lastIndexOf(MARK) + MARK.length()))
                .map(text -> text.split("\\s", 2)[0]);
    }
}
