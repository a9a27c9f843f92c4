package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.handoff.Initialization;
import io.isolario.agent.hook.queue.QueueHooks;
import io.isolario.agent.hook.thread.ThreadState;
import io.isolario.core.CarriedWork;
import java.util.List;

/**
 * Loads and initialises the classes that the hooks use, before a hook can be called. The transformer of another agent may use a pool
 * or a queue while a class is being loaded; the hook of that call must not need the same class.
 */
final class HookPreloading {

    private static final List<Class<?>> OWN = List.of(
            CallHooks.class,
            CompletionHooks.class,
            ExecutorHooks.class,
            FollowedTask.class,
            ForkJoinEarlyRun.class,
            ForkJoinHooks.class,
            PoolEarlyRun.class,
            PoolHooks.class,
            ThreadHooks.class,
            TimerEarlyRun.class,
            TimerHooks.class);

    private HookPreloading() {}

    static void preload() {
        CarriedWork.prepare();
        HandoffTable.preload();
        ThreadState.preload();
        QueueHooks.preload();
        Initialization.of(OWN);
    }
}
