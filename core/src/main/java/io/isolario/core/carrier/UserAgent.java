package io.isolario.core.carrier;

import java.util.List;
import java.util.Optional;

/** Reads and appends our product at the end of a User-Agent header (RFC 9110, 10.1.5). */
final class UserAgent {

    static final String HEADER = "User-Agent";
    private static final String PRODUCT = "isolario/";

    private UserAgent() {}

    static List<String> read(List<String> headerValues) {
        return headerValues.stream()
                .flatMap(value -> List.of(value.split(" ", -1)).stream())
                .filter(product -> product.startsWith(PRODUCT))
                .map(product -> product.substring(PRODUCT.length()))
                .toList();
    }

    static String merge(Optional<String> header, String id) {
        StringBuilder merged = new StringBuilder();
        for (String product : header.orElse("").split(" ", -1)) {
            if (!product.isBlank() && !product.startsWith(PRODUCT)) {
                merged.append(product).append(' ');
            }
        }
        return merged.append(PRODUCT).append(id).toString();
    }
}
