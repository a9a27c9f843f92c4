package io.isolario.agent.hook.thread;

import io.isolario.core.CarriedWork;
import org.jspecify.annotations.Nullable;

/**
 * A unit that a thread runs inside another unit, or inside none, and that is not the task of a pool's worker. The elements that the
 * thread takes from queues meanwhile end with it.
 */
public final class NestedUnit {

    /** The token of a task outside every sandbox, on a thread that works on nothing. */
    private static final Object OUTSIDE = new Object();

    private NestedUnit() {}

    /** Begins a task outside every sandbox; returns null if it is part of the elements that the thread works on. */
    public static @Nullable Object beginOutside() {
        ThreadState state = ThreadState.hereIfAny();
        return state == null || state.takenElements().isNone() ? OUTSIDE : null;
    }

    /** Ends what {@code token} stands for, if it is a unit or the result of {@link #beginOutside()}. */
    public static void end(Object token) {
        ThreadState state = ThreadState.hereIfAny();
        if (token == OUTSIDE && state != null) {
            state.takenElements().end();
        } else if (token instanceof CarriedWork unit) {
            if (state != null) {
                state.takenElements().endInside(unit);
            }
            unit.end();
        }
    }
}
