package io.isolario.agent.hook.point;

import static io.isolario.agent.hook.point.HookPoint.always;
import static io.isolario.agent.hook.point.HookPoint.alwaysEvenWithNull;

import org.jspecify.annotations.Nullable;

/** Calls of executors of the application and of libraries that no other points are for. */
public final class ExecutorPoints {

    /** Executor, task: it is about to be executed, now or later. The result takes its place. */
    public static final HookPoint<ReplacementHook<Object, @Nullable Runnable>> EXECUTING =
            alwaysEvenWithNull("EXECUTING");

    /** The task, or what took its place: the executor has thrown an exception. */
    public static final HookPoint<EventHook<Object>> NOT_EXECUTED = always("NOT_EXECUTED");

    private ExecutorPoints() {}
}
