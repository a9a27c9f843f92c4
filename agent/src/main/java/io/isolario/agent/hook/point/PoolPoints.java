package io.isolario.agent.hook.point;

import static io.isolario.agent.hook.point.HookPoint.always;
import static io.isolario.agent.hook.point.HookPoint.alwaysEvenWithNull;
import static io.isolario.agent.hook.point.HookPoint.whileSandboxesLive;

import java.util.List;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Calls of thread pools. A task is an object: it is a key, compared by identity. */
public final class PoolPoints {

    /** Pool, task: the task is about to be offered to the queue of the pool. */
    public static final HookPoint<PairEntryHook<ThreadPoolExecutor, Object>> SUBMITTING =
            whileSandboxesLive("SUBMITTING");

    /** Pool, task or null: a worker is about to be added with this first task. */
    public static final HookPoint<PairEntryHook<ThreadPoolExecutor, @Nullable Object>> ADDING_WORKER =
            whileSandboxesLive("ADDING_WORKER");

    /** Token of {@link #SUBMITTING} or {@link #ADDING_WORKER}, whether the pool accepted. */
    public static final HookPoint<PairEventHook<Object, Boolean>> SETTLED = always("SETTLED");

    /** Token of {@link #SUBMITTING} or {@link #ADDING_WORKER}: the pool threw an exception. */
    public static final HookPoint<EventHook<Object>> REFUSED = always("REFUSED");

    /** Pool, task: the calling worker is about to run the task. */
    public static final HookPoint<PairEventHook<ThreadPoolExecutor, Object>> POOL_TASK =
            whileSandboxesLive("POOL_TASK");

    /** The calling thread asks for its next task, or ends. */
    public static final HookPoint<SignalHook> NEXT = alwaysEvenWithNull("NEXT");

    /** Pool, delayed task: it is about to be enqueued. */
    public static final HookPoint<PairEventHook<ThreadPoolExecutor, RunnableScheduledFuture<?>>> SCHEDULED =
            whileSandboxesLive("SCHEDULED");

    /** Pool or queue, task or element: it was removed and will not run; null if there was none. */
    public static final HookPoint<PairEventHook<Object, @Nullable Object>> DROPPED = whileSandboxesLive("DROPPED");

    /** Pool, tasks: they were removed and will not run. */
    public static final HookPoint<PairEventHook<Object, List<?>>> ALL_DROPPED = whileSandboxesLive("ALL_DROPPED");

    /** Pool or queue, task or element: it is about to be removed, if it is still there. */
    public static final HookPoint<PairEntryHook<Object, @Nullable Object>> REMOVING = whileSandboxesLive("REMOVING");

    /** Token of {@link #REMOVING}, whether the object was removed. */
    public static final HookPoint<PairEventHook<Object, Boolean>> REMOVED = always("REMOVED");

    /** Task of any executor or timer, whether it was cancelled. */
    public static final HookPoint<PairEventHook<Object, Boolean>> CANCELLED = whileSandboxesLive("CANCELLED");

    private PoolPoints() {}
}
