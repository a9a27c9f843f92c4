package io.isolario.core.carrier;

import java.util.List;
import java.util.Optional;

/** Reads and merges the one cookie that is ours (RFC 6265), leaving the others as they are. */
final class Cookies {

    static final String HEADER = "Cookie";
    private static final String NAME = "isolario";

    private Cookies() {}

    static List<String> read(List<String> headerValues) {
        return headerValues.stream()
                .flatMap(value -> List.of(value.split(";", -1)).stream())
                .filter(Cookies::isOurs)
                .map(Cookies::valueOf)
                .toList();
    }

    static String merge(Optional<String> header, String id) {
        StringBuilder merged = new StringBuilder();
        for (String cookie : header.orElse("").split(";", -1)) {
            if (!cookie.isBlank() && !isOurs(cookie)) {
                merged.append(cookie.strip()).append("; ");
            }
        }
        return merged.append(NAME).append('=').append(id).toString();
    }

    /** A cookie without a value is still a carrier: its sender meant a sandbox. */
    private static boolean isOurs(String cookie) {
        int equals = cookie.indexOf('=');
        return (equals < 0 ? cookie : cookie.substring(0, equals)).strip().equals(NAME);
    }

    private static String valueOf(String cookie) {
        int equals = cookie.indexOf('=');
        return equals < 0 ? "" : cookie.substring(equals + 1).strip();
    }
}
