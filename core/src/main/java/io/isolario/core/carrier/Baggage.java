package io.isolario.core.carrier;

import java.util.List;
import java.util.Optional;

/** Reads and merges the one member of a W3C baggage header that is ours, leaving the others as they are. */
final class Baggage {

    static final String HEADER = "baggage";
    private static final String MEMBER = "isolario";

    private Baggage() {}

    static List<String> read(List<String> headerValues) {
        return headerValues.stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(String::strip)
                .filter(Baggage::isOurs)
                .map(Baggage::valueOf)
                .toList();
    }

    /** Returns the header with our member set, and every other member kept in its place. */
    static String merge(Optional<String> header, String id) {
        StringBuilder merged = new StringBuilder();
        for (String member : header.orElse("").split(",", -1)) {
            if (!member.isBlank() && !isOurs(member.strip())) {
                merged.append(member.strip()).append(',');
            }
        }
        return merged.append(MEMBER).append('=').append(id).toString();
    }

    /** A member without a value is still a carrier: its sender meant a sandbox. */
    private static boolean isOurs(String member) {
        String pair = withoutProperties(member);
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        return key.strip().equals(MEMBER);
    }

    private static String valueOf(String member) {
        String pair = withoutProperties(member);
        int equals = pair.indexOf('=');
        return equals < 0 ? "" : pair.substring(equals + 1).strip();
    }

    /** Properties may follow after a semicolon; they are not ours. */
    private static String withoutProperties(String member) {
        int properties = member.indexOf(';');
        return properties < 0 ? member : member.substring(0, properties);
    }
}
