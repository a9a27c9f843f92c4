package io.isolario.core.carrier;

import java.util.List;
import java.util.Optional;

/** Reads and merges the one cookie that is ours (RFC 6265), leaving the others as they are. */
final class Cookies {

    static final String HEADER = "Cookie";
    private static final String PREFIX = "isolario=";

    private Cookies() {}

    static List<String> read(List<String> headerValues) {
        return headerValues.stream()
                .flatMap(value -> List.of(value.split(";", -1)).stream())
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(PREFIX))
                .map(cookie -> cookie.substring(PREFIX.length()))
                .toList();
    }

    static String merge(Optional<String> header, String id) {
        StringBuilder merged = new StringBuilder();
        for (String cookie : header.orElse("").split(";", -1)) {
            if (!cookie.isBlank() && !cookie.strip().startsWith(PREFIX)) {
                merged.append(cookie.strip()).append("; ");
            }
        }
        return merged.append(PREFIX).append(id).toString();
    }
}
