package io.isolario.http;

import io.isolario.core.Isolation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client that opens a sandbox asks for.
 *
 * @param name the label of the owner, for messages
 * @param isolation empty for the default of the registry
 * @param idleTimeout empty for the default
 * @param maxLifetime empty for the default
 * @param drainTimeout empty for the default
 * @param patience how long the client wants to wait for a free place
 * @param scenarios what to run in the sandbox before the client has it
 * @param warnings what the client should know of its request
 */
record OpeningRequest(
        String name,
        Optional<Isolation> isolation,
        Optional<Duration> idleTimeout,
        Optional<Duration> maxLifetime,
        Optional<Duration> drainTimeout,
        Duration patience,
        List<Seed> scenarios,
        List<String> warnings) {

    static final Body BODY = Body.small("{\"name\": .., \"isolation\": ..}");

    private static final int LONGEST_NAME = 300;
    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(5);
    private static final List<String> MEMBERS =
            List.of("name", "isolation", "ttl", "maxLifetime", "drain", "wait", "scenarios");

    /** A scenario that is to be run, and its arguments. */
    record Seed(String name, Map<String, Object> arguments) {}

    static OpeningRequest of(Map<String, Object> members, String remoteAddress) {
        List<String> warnings = new ArrayList<>();
        String name =
                text(members, "name").map(label -> checked(label, warnings)).orElse("remote client " + remoteAddress);
        Optional<Duration> idle = duration(members, "ttl");
        // Whoever debugs says that nothing is to end by itself.
        Optional<Duration> life = duration(members, "maxLifetime").or(() -> idle.filter(Duration::isZero));
        members.keySet().stream()
                .filter(member -> !MEMBERS.contains(member))
                .forEach(member ->
                        warnings.add("\"" + shortened(member, 40) + "\" means nothing here and was left out of"
                                + " account. There are: " + String.join(", ", MEMBERS) + "."));
        return new OpeningRequest(
                name,
                text(members, "isolation").map(OpeningRequest::isolation),
                idle,
                life,
                duration(members, "drain"),
                duration(members, "wait").map(OpeningRequest::bounded).orElse(DEFAULT_PATIENCE),
                scenarios(members),
                List.copyOf(warnings));
    }

    private static Duration bounded(Duration patience) {
        return patience.compareTo(LONGEST_PATIENCE) < 0 ? patience : LONGEST_PATIENCE;
    }

    /** The label stands in every message and in the log, so it is one line of bounded length. */
    private static String checked(String label, List<String> warnings) {
        if (label.isBlank()) {
            throw Body.malformed("\"name\" is blank. Give the name of the test, or leave it out.");
        }
        String line = label.replaceAll("\\p{Cntrl}", " ");
        String kept = shortened(line, LONGEST_NAME);
        if (kept.length() < line.length()) {
            warnings.add(
                    "\"name\" has " + line.length() + " characters; messages show the first " + LONGEST_NAME + ".");
        }
        if (!line.equals(label)) {
            warnings.add("\"name\" has control characters; messages show blanks instead.");
        }
        return kept;
    }

    private static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }

    private static Optional<String> text(Map<String, Object> members, String name) {
        Object value = members.getOrDefault(name, Optional.empty());
        if (value.equals(Optional.empty())) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw Body.malformed("\"" + name + "\" is not a string. Send a string, or leave it out.");
    }

    private static Optional<Duration> duration(Map<String, Object> members, String name) {
        Object value = members.getOrDefault(name, Optional.empty());
        if (value.equals(Optional.empty())) {
            return Optional.empty();
        }
        String text = value.toString();
        return Optional.of(
                WireDuration.parse(text).orElseThrow(() -> Body.malformed(WireDuration.malformed(name, text))));
    }

    private static Isolation isolation(String word) {
        return Arrays.stream(Isolation.values())
                .filter(isolation -> HttpProblem.word(isolation).equals(word))
                .findFirst()
                .orElseThrow(
                        () -> Body.malformed(
                                "\"isolation\" is neither \"transaction\" nor \"database\". Send one of them, or leave it out."));
    }

    private static List<Seed> scenarios(Map<String, Object> members) {
        Object value = members.getOrDefault("scenarios", List.of());
        if (value.equals(Optional.empty())) {
            return List.of();
        }
        if (!(value instanceof List<?> elements)) {
            throw malformedScenarios();
        }
        return elements.stream().map(OpeningRequest::seed).toList();
    }

    private static Seed seed(Object element) {
        if (element instanceof String name) {
            return new Seed(name, Map.of());
        }
        if (element instanceof Map<?, ?> members && members.get("name") instanceof String name) {
            Object arguments = members.get("args");
            if (arguments == null || arguments.equals(Optional.empty())) {
                return new Seed(name, Map.of());
            }
            if (arguments instanceof Map<?, ?> given) {
                return new Seed(name, Body.named(given));
            }
        }
        throw malformedScenarios();
    }

    private static ProblemException malformedScenarios() {
        return Body.malformed(
                "\"scenarios\" is not a list of scenarios. Send [{\"name\": .., \"args\": {..}}, ..], or leave"
                        + " it out.");
    }
}
