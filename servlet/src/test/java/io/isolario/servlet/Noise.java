package io.isolario.servlet;

import java.util.List;
import java.util.Random;

/** Random texts, more often nearly right than plainly wrong. The same seed makes the same texts. */
final class Noise {

    private static final List<String> PIECES = List.of(
            "isolario",
            "Isolario",
            "isolario=",
            "isolario/",
            "=",
            ",",
            ";",
            "; ",
            "/",
            "\"",
            " ",
            "\t",
            "%30",
            "%00",
            "..",
            "\u00e9",
            "\u20ac",
            "\ud83d\ude00",
            "\u007f",
            "\u0001",
            "a=1",
            "Mozilla/5.0",
            "(",
            ")",
            "BeamMetadata (",
            "null",
            "<script>",
            "${jndi:x}",
            "0",
            "f");
    private static final List<String> JSON = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "\\u",
            "\\ud800",
            "null",
            "true",
            "1e9999",
            "-",
            "\"name\":",
            "\"args\":{}",
            "\u0000",
            "\u00e9",
            " ",
            "9999999999999999999999");

    private final Random random;

    Noise(long seed) {
        this.random = new Random(seed);
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int bound) {
        return random.nextInt(bound) == 0;
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    String text(List<String> ids) {
        StringBuilder text = new StringBuilder();
        int pieces = oneIn(50) ? random.nextInt(300) : random.nextInt(5);
        for (int i = 0; i < pieces; i++) {
            text.append(oneIn(2) ? id(ids) : oneOf(PIECES));
        }
        return text.toString();
    }

    /** Returns an id, as it is or changed a little. */
    String id(List<String> ids) {
        String id = oneOf(ids);
        return switch (random.nextInt(8)) {
            case 0 -> id.substring(random.nextInt(id.length()));
            case 1 -> id.toUpperCase(java.util.Locale.ROOT);
            case 2 -> id + oneOf(PIECES);
            case 3 -> changed(id, PIECES);
            default -> id;
        };
    }

    /** Returns a body like one of those given. */
    String json(List<String> bodies) {
        String body = oneOf(bodies);
        for (int i = random.nextInt(4); i > 0; i--) {
            body = changed(body, JSON);
        }
        return oneIn(100) ? "[".repeat(random.nextInt(5000)) + body : body;
    }

    private String changed(String text, List<String> pieces) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(3));
        return text.substring(0, from) + (oneIn(3) ? "" : oneOf(pieces)) + text.substring(to);
    }
}
