package io.isolario.agent.hook.handoff;

import io.isolario.core.CarriedWork;
import java.time.Duration;

/**
 * The longest delay that quiescence waits for; what is due later, or again and again, is only listed.
 *
 * @param nanos the delay in nanoseconds
 */
public record Horizon(long nanos) {

    public static Horizon of(Duration longestDelay) {
        return new Horizon(longestDelay.toNanos());
    }

    /** Returns whether quiescence waits for a task with this delay. */
    public CarriedWork.Waiting waitingFor(long delayNanos, boolean periodic) {
        return periodic || delayNanos > nanos ? CarriedWork.Waiting.IS_LISTED : CarriedWork.Waiting.COUNTS;
    }
}
