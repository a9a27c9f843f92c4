package io.isolario.agent.hook;

import io.isolario.core.CarriedWork;
import java.util.List;

/**
 * Loads and initialises all that hooks use, before the first of them is called: the transformer of another agent may use a pool or
 * a queue while a class is loaded, and the hook of that one would need the same class.
 */
final class Rehearsal {

    private static final List<Class<?>> NEEDED = List.of(
            Adoption.class,
            Bin.class,
            CallHooks.class,
            CompletionHooks.class,
            ConsumedQueues.class,
            ConsumerLoops.class,
            ForkJoinAhead.class,
            ForkJoinHooks.class,
            Guarded.class,
            Handoff.class,
            HandoffTable.class,
            IdentityCounts.class,
            Ignored.class,
            NestedUnit.class,
            PoolAhead.class,
            PoolHooks.class,
            QueueHooks.class,
            QueueVisits.class,
            ThreadHooks.class,
            ThreadState.class,
            TimerAhead.class,
            TimerHooks.class,
            Whereabouts.class);

    private Rehearsal() {}

    static void prepare() {
        CarriedWork.prepare();
        initialize(NEEDED);
    }

    private static void initialize(List<Class<?>> types) {
        for (Class<?> type : types) {
            try {
                Class.forName(type.getName(), true, type.getClassLoader());
            } catch (ClassNotFoundException impossible) {
                throw new IllegalStateException(type + " is there, and cannot be found", impossible);
            }
            initialize(List.of(type.getDeclaredClasses()));
        }
    }
}
