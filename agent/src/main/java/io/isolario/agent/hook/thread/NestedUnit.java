package io.isolario.agent.hook.thread;

import io.isolario.core.CarriedWork;
import org.jspecify.annotations.Nullable;

/**
 * A unit that a thread runs inside of another, or of none, and that is no task of a pool whose worker asks for the next. What the
 * thread took from queues meanwhile ends with it.
 */
public final class NestedUnit {

    /** A task of nobody, on a thread that has nothing in hand. */
    private static final Object OF_NOBODY = new Object();

    private NestedUnit() {}

    /** Begins a task of nobody; returns null if it is a part of what the thread has in hand. */
    public static @Nullable Object beginOfNobody() {
        ThreadState state = ThreadState.hereIfAny();
        return state == null || state.takenElements().isNone() ? OF_NOBODY : null;
    }

    /** Ends what {@code token} stands for, if it is a unit or a task of nobody. */
    public static void end(@Nullable Object token) {
        ThreadState state = ThreadState.hereIfAny();
        if (token == OF_NOBODY && state != null) {
            state.takenElements().end();
        } else if (token instanceof CarriedWork unit) {
            if (state != null) {
                state.takenElements().endInside(unit);
            }
            unit.end();
        }
    }
}
