package io.isolario.agent.hook.point;

import static io.isolario.agent.hook.point.HookPoint.always;

import java.util.concurrent.Delayed;

/** Calls of schedulers of libraries, whose tasks are objects here. */
public final class LibraryTaskPoints {

    /** The task was made, and will run somewhere. */
    public static final HookPoint<EventHook<Object>> TASK_MADE = always("TASK_MADE");

    /** The task is about to be given to a scheduler. */
    public static final HookPoint<EntryHook<Object>> TASK_GIVEN = always("TASK_GIVEN");

    /** Token of {@link #TASK_GIVEN}: the scheduler accepted. */
    public static final HookPoint<EventHook<Object>> TASK_SENT = always("TASK_SENT");

    /** Token of {@link #TASK_GIVEN}: the scheduler refused. */
    public static final HookPoint<EventHook<Object>> TASK_UNSENT = always("TASK_UNSENT");

    /** The delayed task of Netty is about to be enqueued. */
    public static final HookPoint<EventHook<Delayed>> NETTY_DELAYED = always("NETTY_DELAYED");

    /** The scheduler is about to run the task. The token goes to {@link ForkJoinPoints#RAN}. */
    public static final HookPoint<EntryHook<Object>> TASK_BEGUN = always("TASK_BEGUN");

    /** The task will not run, unless it runs already. */
    public static final HookPoint<EventHook<Object>> TASK_DROPPED = always("TASK_DROPPED");

    /** Any object: what follows is in no sandbox, until {@link ForkJoinPoints#RAN} gets the token. */
    public static final HookPoint<EntryHook<Object>> OUTSIDE = always("OUTSIDE");

    private LibraryTaskPoints() {}
}
