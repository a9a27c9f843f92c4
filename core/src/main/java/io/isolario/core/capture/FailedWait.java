package io.isolario.core.capture;

import io.isolario.core.internal.Durations;
import java.time.Duration;

/**
 * A wait that has failed; what it waited for may still come, and the failure should say so.
 *
 * @param endedNanos by the clock of {@link System#nanoTime}
 */
record FailedWait(EventFilter<?> wanted, AssertionError failure, long endedNanos) {

    /** Adds to the failure that this came after all; returns whether it did. */
    boolean tell(Arrival<?> late, boolean sandboxEnded) {
        if (!wanted.includes(late.what())) {
            return false;
        }
        failure.addSuppressed(new TooLateException("Too late, not never: " + wanted.noun() + " came "
                + Durations.describe(Duration.ofNanos(Math.max(0, late.nanos() - endedNanos)))
                + " after the wait had ended" + (sandboxEnded ? ", and after the end of the sandbox" : "")
                + ", on thread \"" + late.thread() + "\": " + late.what()));
        return true;
    }
}
