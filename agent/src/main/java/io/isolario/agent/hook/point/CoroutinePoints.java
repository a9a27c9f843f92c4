package io.isolario.agent.hook.point;

import static io.isolario.agent.hook.point.HookPoint.always;
import static io.isolario.agent.hook.point.HookPoint.whileSandboxesLive;

/** Calls of Kotlin coroutines. */
public final class CoroutinePoints {

    /** The coroutine was made. */
    public static final HookPoint<EventHook<Object>> COROUTINE_MADE = always("COROUTINE_MADE");

    /** The coroutine is complete. */
    public static final HookPoint<EventHook<Object>> COROUTINE_COMPLETE = always("COROUTINE_COMPLETE");

    /** The task is about to run a coroutine until that suspends. The token goes to {@link ForkJoinPoints#RAN}. */
    public static final HookPoint<EntryHook<Object>> COROUTINE_RUNS = whileSandboxesLive("COROUTINE_RUNS");

    private CoroutinePoints() {}
}
