package io.isolario.agent.hook.point;

import static io.isolario.agent.hook.point.HookPoint.whileSandboxesLive;

import java.util.TimerTask;

/** Calls of the queue of a Timer. */
public final class TimerPoints {

    /** Task, period: it is about to be enqueued; the period is 0 if it runs once. */
    public static final HookPoint<PairEventHook<TimerTask, Long>> TIMED = whileSandboxesLive("TIMED");

    /** The task was removed from the queue, and runs unless it was cancelled. */
    public static final HookPoint<EventHook<TimerTask>> TIMER_TASK = whileSandboxesLive("TIMER_TASK");

    /** The task was scheduled for its next time, and is about to run. */
    public static final HookPoint<EventHook<TimerTask>> TIMER_REPEAT = whileSandboxesLive("TIMER_REPEAT");

    /** The tasks, some null, will not run. */
    public static final HookPoint<EventHook<TimerTask[]>> TIMER_CLEARED = whileSandboxesLive("TIMER_CLEARED");

    private TimerPoints() {}
}
