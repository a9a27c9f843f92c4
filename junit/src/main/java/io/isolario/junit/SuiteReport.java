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
 * @param highestAtOnce the highest number of tests that ran at the same time
 * @param concurrency how JUnit was set up to run them
 */
record SuiteReport(int tests, Duration wall, int highestAtOnce, Concurrency concurrency) {

    private static final double NANOS_PER_SECOND = 1e9;

    String describe() {
        return tests + (tests == 1 ? " sandboxed test" : " sandboxed tests") + " in " + decimal(2) + " s, up to "
                + highestAtOnce + " at once";
    }

    /** Returns one line per figure: its name, its value and its unit, parted by one space. */
    List<String> lines() {
        return List.of(
                "tests " + tests + " count",
                "wall " + decimal(3) + " s",
                "highest-at-once " + highestAtOnce + " count");
    }

    /** Explains why no two tests ran at the same time; empty if some did, or if there was only one. */
    Optional<String> whyOneAtATime() {
        return tests < 2 || highestAtOnce > 1
                ? Optional.empty()
                : Optional.of(tests + " sandboxed tests ran one at a time: " + concurrency.whyOneAtATime());
    }

    private String decimal(int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", wall.toNanos() / NANOS_PER_SECOND);
    }
}
