package io.isolario.junit;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param done how many tests have ended, passed or not
 * @param all how many tests are known by now; parameterized tests become known when their method begins
 * @param failed how many tests, and classes that could not be prepared, have failed
 * @param elapsed since the run began
 * @param expected how long the whole run takes if the rest goes as before; empty until enough is done
 */
record RunProgress(int done, int all, int failed, Duration elapsed, Optional<Duration> expected) {

    private static final int SECONDS_PER_MINUTE = 60;

    String describe() {
        return done + "/" + all + " tests done, " + failed + " failed, " + text(elapsed) + " elapsed"
                + expected.map(time -> ", " + text(time) + " expected").orElse("");
    }

    private static String text(Duration time) {
        long seconds = time.toSeconds();
        return seconds < SECONDS_PER_MINUTE
                ? seconds + " s"
                : seconds / SECONDS_PER_MINUTE + " min " + seconds % SECONDS_PER_MINUTE + " s";
    }
}
