package io.isolario.agent.hook;

import io.isolario.core.CarriedWork;
import java.util.List;

/**
 * Loads and initialises all that hooks use, before the first of them is called: the transformer of another agent may use a pool or
 * a queue while a class is loaded, and the hook of that one would need the same class.
 */
final class Rehearsal {

    private static final List<Class<?>> NEEDED = List.of(
            CallHooks.class,
            CompletionHooks.class,
            ForkJoinAhead.class,
            ForkJoinHooks.class,
            Guarded.class,
            PoolAhead.class,
            PoolHooks.class,
            ThreadHooks.class,
            TimerAhead.class,
            TimerHooks.class);

    private Rehearsal() {}

    static void prepare() {
        CarriedWork.prepare();
        HandoffTable.prepare();
        ThreadState.prepare();
        QueueHooks.prepare();
        Initialization.of(NEEDED);
    }
}
