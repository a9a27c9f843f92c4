package io.isolario.core;

import io.isolario.core.internal.Durations;
import io.isolario.core.work.PendingWork;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One wait for the work of a sandbox, and the message of its failure. */
record QuiescenceWait(DefaultSandbox sandbox, Duration timeout) {

    private static final String WAYS_OUT = "\nWait longer with ";

    void quiescence() {
        try {
            if (!sandbox.work().awaitQuiescence(timeout)) {
                List<PendingWork> pending = sandbox.pendingWork();
                throw new QuiescenceTimeoutException("Sandbox " + sandbox + " is not quiescent after "
                        + Durations.describe(timeout) + ": " + outstanding(pending) + details(pending)
                        + WAYS_OUT + "awaitQuiescence(timeout), or end the work in the test.");
            }
        } catch (InterruptedException e) {
            throw interrupted("for the work of sandbox " + sandbox + " to end.");
        }
    }

    void condition(BooleanSupplier condition) {
        try {
            if (!sandbox.work().await(condition, timeout)) {
                List<PendingWork> pending = sandbox.pendingWork();
                throw new QuiescenceTimeoutException(
                        "The condition that sandbox " + sandbox + " was to await does not hold after "
                                + Durations.describe(timeout) + "; " + outstanding(pending) + details(pending)
                                + WAYS_OUT
                                + "await(condition, timeout). The condition is asked when a unit of work of the "
                                + "sandbox ends: what comes true by other work, or by time alone, is seen at the next end only.");
            }
        } catch (InterruptedException e) {
            throw interrupted("for a condition in sandbox " + sandbox + ".");
        }
    }

    private static String outstanding(List<PendingWork> pending) {
        return pending.size() + (pending.size() == 1 ? " unit of work is" : " units of work are") + " outstanding.";
    }

    private String details(List<PendingWork> pending) {
        StringBuilder text = new StringBuilder();
        pending.forEach(unit -> text.append("\n- ").append(unit.describe()));
        List<PendingWork> delayed = sandbox.delayedWork();
        if (!delayed.isEmpty()) {
            text.append("\nNot waited for, as due later or again and again; delayed().runAll() runs them now:");
            delayed.forEach(unit -> text.append("\n- ").append(unit.describe()));
        }
        return text.toString();
    }

    private static QuiescenceTimeoutException interrupted(String what) {
        Thread.currentThread().interrupt();
        return new QuiescenceTimeoutException("Interrupted while waiting " + what);
    }
}
