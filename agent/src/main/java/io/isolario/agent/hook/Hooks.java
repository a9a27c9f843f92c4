package io.isolario.agent.hook;

import io.isolario.agent.call.CallInterceptor;
import io.isolario.agent.carrier.CarrierHooks;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.handoff.Horizon;
import io.isolario.agent.hook.point.HookPoint;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.agent.hook.queue.QueueHooks;
import io.isolario.core.CarriedWork;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * All hooks, family by family. Made before the first class is instrumented, because what links a lambda later might be instrumented
 * itself.
 */
public final class Hooks {

    private final HookRegistry registry = new HookRegistry();
    private final HandoffTable tasks = new HandoffTable();
    // A table of its own, so that taking a task from the queue of its pool need not look for an element.
    private final HandoffTable elements = new HandoffTable();
    private final CallHooks calls = new CallHooks();

    private Hooks(Horizon horizon, @Nullable Object virtualThreadScheduler) {
        ThreadHooks threads = new ThreadHooks(tasks);
        threads.registerIn(registry);
        new PoolHooks(tasks, elements, horizon).registerIn(registry);
        new ForkJoinHooks(tasks, horizon, virtualThreadScheduler).registerIn(registry);
        new CompletionHooks(tasks).registerIn(registry);
        new TimerHooks(tasks, horizon).registerIn(registry);
        new QueueHooks(elements, horizon, threads::unitOfCaller).registerIn(registry);
        new LibraryTaskHooks(tasks, horizon).registerIn(registry);
        new ExecutorHooks(tasks).registerIn(registry);
        new CoroutineHooks(tasks).registerIn(registry);
        calls.registerIn(registry);
        CarrierHooks.registerIn(registry);
        CarriedWork.startedThreadsAskFor(threads::unitOfCaller);
    }

    /**
     * Makes the hooks; from now on a started thread asks them for its sandbox.
     *
     * @param longestDelay the longest delay of a task that quiescence waits for
     * @param virtualThreadScheduler the pool that runs virtual threads; null if there is none
     */
    public static Hooks create(Duration longestDelay, @Nullable Object virtualThreadScheduler) {
        HookPreloading.preload();
        return new Hooks(Horizon.of(longestDelay), virtualThreadScheduler);
    }

    /** Returns the hook of each point. */
    public Map<HookPoint<?>, BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>> byPoint() {
        return registry.byPoint();
    }

    /** Sets the interceptor of calls of covered methods; returns false, and does nothing, if there is another one. */
    public boolean interceptCalls(CallInterceptor interceptor) {
        return calls.intercept(interceptor);
    }

    /** Returns how many units are on their way or belong to started threads; for tests. */
    public int unitsOnTheirWay() {
        return tasks.size() + elements.size();
    }
}
