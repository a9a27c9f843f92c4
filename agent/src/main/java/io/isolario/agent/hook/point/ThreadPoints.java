package io.isolario.agent.hook.point;

import static io.isolario.agent.hook.point.HookPoint.always;
import static io.isolario.agent.hook.point.HookPoint.whileSandboxesLive;

/** Calls at the start and the end of threads, and of those that wait for events. */
public final class ThreadPoints {

    /** The thread is about to be started. */
    public static final HookPoint<EntryHook<Thread>> THREAD_STARTING = whileSandboxesLive("THREAD_STARTING");

    /** Token of a thread, a fork-join task or an element: handing it over threw an exception. */
    public static final HookPoint<EventHook<Object>> UNSENT = always("UNSENT");

    /** The thread runs its last code. */
    public static final HookPoint<EventHook<Thread>> THREAD_EXITING = always("THREAD_EXITING");

    /** Selector: the calling thread is about to wait for events. */
    public static final HookPoint<EventHook<Object>> SELECTING = whileSandboxesLive("SELECTING");

    private ThreadPoints() {}
}
