package io.isolario.core.carrier;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads and appends our product at the end of a User-Agent header (RFC 9110, 10.1.5). */
final class UserAgent {

    static final String HEADER = "User-Agent";
    private static final String NAME = "isolario";
    private static final String PRODUCT = NAME + "/";
    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

    private UserAgent() {}

    static List<String> read(List<String> headerValues) {
        return headerValues.stream()
                .flatMap(BLANKS::splitAsStream)
                .filter(UserAgent::isOurs)
                .map(UserAgent::versionOf)
                .toList();
    }

    static String merge(Optional<String> header, String id) {
        StringBuilder merged = new StringBuilder();
        for (String product : BLANKS.split(header.orElse(""), -1)) {
            if (!product.isBlank() && !isOurs(product)) {
                merged.append(product).append(' ');
            }
        }
        return merged.append(PRODUCT).append(id).toString();
    }

    /** In another case, or without its version, it is still a carrier: its sender meant a sandbox. */
    private static boolean isOurs(String product) {
        String lower = product.toLowerCase(Locale.ROOT);
        return lower.startsWith(PRODUCT) || lower.equals(NAME);
    }

    /** Any other spelling is returned whole, which is not a valid id. */
    private static String versionOf(String product) {
        return product.startsWith(PRODUCT) ? product.substring(PRODUCT.length()) : product;
    }
}
