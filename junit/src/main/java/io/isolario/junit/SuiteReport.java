package io.isolario.junit;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The figures of the sandboxed tests of a run.
 *
 * @param tests how many test bodies ran
 * @param wall from the beginning of the first test's body to the end of the last sandbox
 * @param sum of the times of the single tests, each from the beginning of its body to the end of its sandbox; a test that waits
 *     for a processor or a lock counts that time too
 * @param highestAtOnce the highest number of tests that ran at the same time
 * @param concurrency how JUnit was set up to run them
 */
record SuiteReport(int tests, Duration wall, Duration sum, int highestAtOnce, Concurrency concurrency) {

    private static final double NANOS_PER_SECOND = 1e9;

    String describe() {
        return tests + (tests == 1 ? " sandboxed test" : " sandboxed tests") + " in " + decimal(seconds(wall), 2)
                + " s, up to " + highestAtOnce + " at once; the tests' own seconds add up to "
                + decimal(seconds(sum), 2)
                + ", " + decimal(speedUp(), 1) + " times the wall time";
    }

    /** Returns one line per figure: its name, its value and its unit, parted by one space. */
    List<String> lines() {
        return List.of(
                "tests " + tests + " count",
                "wall " + decimal(seconds(wall), 3) + " s",
                "sum-of-tests " + decimal(seconds(sum), 3) + " s",
                "speed-up " + decimal(speedUp(), 2) + " times",
                "highest-at-once " + highestAtOnce + " count");
    }

    /** Explains why no two tests ran at the same time; empty if some did, or if there was only one. */
    Optional<String> whyOneAtATime() {
        return tests < 2 || highestAtOnce > 1
                ? Optional.empty()
                : Optional.of(tests + " sandboxed tests ran one at a time: " + concurrency.whyOneAtATime());
    }

    private double speedUp() {
        return wall.isZero() ? 1 : seconds(sum) / seconds(wall);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }

    private static String decimal(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
