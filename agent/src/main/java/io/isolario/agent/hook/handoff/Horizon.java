package io.isolario.agent.hook.handoff;

import io.isolario.core.work.Waiting;
import java.time.Duration;

/**
 * The longest delay that quiescence waits for; a task with a longer one, or a periodic one, is only listed.
 *
 * @param nanos the delay in nanoseconds
 */
public record Horizon(long nanos) {

    /** Returns the horizon at this delay. */
    public static Horizon of(Duration longestDelay) {
        return new Horizon(longestDelay.toNanos());
    }

    /** Returns how quiescence treats a task with this delay. */
    public Waiting waitingFor(long delayNanos, boolean periodic) {
        return periodic || delayNanos > nanos ? Waiting.IS_LISTED : Waiting.COUNTS;
    }
}
