package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.handoff.Initialization;
import io.isolario.agent.hook.queue.QueueHooks;
import io.isolario.agent.hook.thread.ThreadState;
import io.isolario.core.CarriedWork;
import java.util.List;

/**
 * Loads and initialises all that hooks use, before the first of them is called: the transformer of another agent may use a pool or
 * a queue while a class is loaded, and the hook of that one would need the same class.
 */
final class HookPreloading {

    private static final List<Class<?>> NEEDED = List.of(
            CallHooks.class,
            CompletionHooks.class,
            ForkJoinEarlyRun.class,
            ForkJoinHooks.class,
            GuardedHook.class,
            PoolEarlyRun.class,
            PoolHooks.class,
            ThreadHooks.class,
            TimerEarlyRun.class,
            TimerHooks.class);

    private HookPreloading() {}

    static void prepare() {
        CarriedWork.prepare();
        HandoffTable.prepare();
        ThreadState.prepare();
        QueueHooks.prepare();
        Initialization.of(NEEDED);
    }
}
