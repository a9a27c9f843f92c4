package io.isolario.doubles;

import io.isolario.core.doubles.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The clock of one sandbox as clients outside the JVM have it. */
final class RemoteClock {

    private static final String WAYS =
            "Give one of {\"fix\": \"2030-01-31T12:00:00Z\"}, {\"tickFrom\": \"2030-01-31T12:00:00Z\"}, "
                    + "{\"advance\": \"PT2H\"} and {\"reset\": true}.";

    private RemoteClock() {}

    static Map<String, Object> read(SandboxClock clock) {
        return Map.of("now", clock.now().toString());
    }

    /**
     * Sets a clock.
     *
     * @throws IllegalArgumentException if that is not one of the ways to set it
     */
    static Map<String, Object> write(SandboxClock clock, Map<String, Object> value) {
        if (value.size() != 1) {
            throw new IllegalArgumentException("A clock cannot be set by " + value.keySet() + ". " + WAYS);
        }
        String way = value.keySet().iterator().next();
        Object to = value.get(way);
        try {
            switch (way) {
                case "fix" -> clock.fix(Instant.parse(String.valueOf(to)));
                case "tickFrom" -> clock.tickFrom(Instant.parse(String.valueOf(to)));
                case "advance" -> clock.advance(Duration.parse(String.valueOf(to)));
                case "reset" -> reset(clock, to);
                default -> throw new IllegalArgumentException("A clock cannot be set by \"" + way + "\". " + WAYS);
            }
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("\"" + way + "\" cannot be \"" + to + "\". " + WAYS, wrong);
        }
        return read(clock);
    }

    private static void reset(SandboxClock clock, @Nullable Object to) {
        if (!Boolean.TRUE.equals(to)) {
            throw new IllegalArgumentException("\"reset\" cannot be " + to + ". " + WAYS);
        }
        clock.reset();
    }
}
