package io.isolario.agent.hook.point;

import static io.isolario.agent.hook.point.HookPoint.always;
import static io.isolario.agent.hook.point.HookPoint.whileSandboxesLive;

import java.util.concurrent.Delayed;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/** Calls of fork-join pools. */
public final class ForkJoinPoints {

    /** Task, pool or null: the task is about to be enqueued. */
    public static final HookPoint<PairEntryHook<ForkJoinTask<?>, @Nullable ForkJoinPool>> FORKING =
            whileSandboxesLive("FORKING");

    /** Delayed task, period: it is about to be enqueued; the period is 0 if it runs once. */
    public static final HookPoint<PairEventHook<Delayed, Long>> DELAYED_FORK = whileSandboxesLive("DELAYED_FORK");

    /** The task was taken from a queue and is about to run. */
    public static final HookPoint<EntryHook<ForkJoinTask<?>>> QUEUED_RUN = whileSandboxesLive("QUEUED_RUN");

    /** The calling thread is about to run the task that it did not take from a queue. */
    public static final HookPoint<EntryHook<ForkJoinTask<?>>> DIRECT_RUN = whileSandboxesLive("DIRECT_RUN");

    /** Token of a run, of this family or another: it has ended. */
    public static final HookPoint<EventHook<Object>> RAN = always("RAN");

    private ForkJoinPoints() {}
}
