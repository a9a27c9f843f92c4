package io.isolario.core;

import java.time.Duration;
import java.util.Locale;

/** Words durations for messages. */
final class Durations {

    private Durations() {}

    static String describe(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
