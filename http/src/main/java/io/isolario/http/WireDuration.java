package io.isolario.http;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a length of time as clients write it: {@code 500ms}, {@code 60s}, {@code 10m}, {@code 1h}, or {@code 0} for none. */
final class WireDuration {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final Duration LONGEST = Duration.ofHours(24);

    private WireDuration() {}

    /** Returns what the text says; empty if it says nothing that we understand, or more than a day. */
    static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    default -> Duration.ofHours(amount);
                };
        return Optional.of(duration).filter(each -> each.compareTo(LONGEST) <= 0);
    }

    /** Returns a parameter of the query. */
    static Optional<Duration> parameter(ApiRequest call, String name) {
        return Optional.ofNullable(call.parameters().get(name)).map(text -> parse(text)
                .orElseThrow(() -> new ProblemException(HttpProblem.of(
                        HttpProblem.BAD_REQUEST,
                        "malformed-parameter",
                        "Malformed parameter",
                        malformed(name, text)))));
    }

    static String malformed(String name, String text) {
        return "\"" + name + "\" is \"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text)
                + "\", which is no length of time. Send a number with its unit, as in 500ms, 60s or 10m, or 0 for none;"
                + " at most 24h.";
    }
}
