package io.isolario.examples.forum.client;

import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The one switch of the suite: with {@code -Dforum.literals=same} all tests use the very same logins, addresses and room
 * names; with {@code unique} each test has a suffix for them, put on here on the way out and taken off on the way in.
 */
record Literals(String suffix) {

    /** What the migrations put into every database. */
    private static final Set<String> SEEDED = Set.of("lobby");

    private static final long SUFFIXES = 36L * 36 * 36 * 36 * 36 * 36 * 36;

    static Literals ofOneTest() {
        String mode = System.getProperty("forum.literals", "unique");
        return switch (mode) {
            case "same" -> new Literals("");
            case "unique" -> new Literals("-" + random());
            default -> throw new IllegalArgumentException("forum.literals is \"" + mode + "\", not same or unique");
        };
    }

    String outside(String literal) {
        return SEEDED.contains(literal) ? literal : literal + suffix;
    }

    String inside(String body) {
        return suffix.isEmpty() ? body : body.replace(suffix, "");
    }

    String address(String login) {
        return outside(login) + "@example.org";
    }

    private static String random() {
        long number = SUFFIXES + ThreadLocalRandom.current().nextLong(SUFFIXES);
        return Long.toString(number, 36).substring(1);
    }
}
