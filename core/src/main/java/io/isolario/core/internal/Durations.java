package io.isolario.core.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Words durations for messages. */
public final class Durations {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Durations() {}

    /** Returns the length in nanoseconds; what does not fit, some 292 years, is as good as for ever. */
    public static long nanos(Duration duration) {
        return duration.compareTo(LONGEST) < 0 ? duration.toNanos() : Long.MAX_VALUE;
    }

    /** Returns the time in milliseconds. {@code Instant.now()} would return what a test has set for its sandbox. */
    public static Instant realTime() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }

    public static String describe(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
