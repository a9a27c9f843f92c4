package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callForToken;
import static io.isolario.agent.weave.Code.callWithTop;
import static io.isolario.agent.weave.Code.callWithTopBoolean;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;
import static io.isolario.agent.weave.Code.token;

import java.util.List;

/**
 * ThreadPoolExecutor, what extends it and what it runs.
 *
 * <p>Hooked is what {@code execute} itself calls, with the object that really is enqueued: another agent may put its own there.
 * A worker that runs since before the agent came never leaves {@code runWorker}, but calls beforeExecute and getTask anew.
 */
final class PoolTargets {

    private static final String POOL = "java/util/concurrent/ThreadPoolExecutor";
    private static final String SCHEDULED_POOL = "java/util/concurrent/ScheduledThreadPoolExecutor";
    private static final String DISCARD_OLDEST = "java/util/concurrent/ThreadPoolExecutor$DiscardOldestPolicy";
    private static final String FUTURE = "java/util/concurrent/FutureTask";
    private static final String QUEUE = "java/util/concurrent/BlockingQueue";

    private PoolTargets() {}

    static List<Splice> all() {
        return List.of(
                Splice.of(POOL, "execute")
                        .onFailure(call(HookPoint.REFUSED, token(), nothing()))
                        .around(QUEUE, "offer", submitting(), settled()),
                Splice.of(POOL, "addWorker")
                        .atEntry(callForToken(HookPoint.ADDING_WORKER, self(), argument(0)))
                        .atExit(settled())
                        .onFailure(call(HookPoint.REFUSED, token(), nothing())),
                Splice.of(POOL, "runWorker").around(POOL, "beforeExecute", withTaskOnTop(HookPoint.POOL_TASK), null),
                Splice.of(POOL, "beforeExecute").atEntry(call(HookPoint.POOL_TASK, self(), argument(1))),
                Splice.of(POOL, "getTask").atEntry(call(HookPoint.NEXT, nothing(), nothing())),
                Splice.of(POOL, "processWorkerExit").atEntry(call(HookPoint.NEXT, nothing(), nothing())),
                Splice.of(POOL, "remove")
                        .atEntry(callForToken(HookPoint.REMOVING, self(), argument(0)))
                        .atExit(callWithTopBoolean(HookPoint.REMOVED, token())),
                Splice.of(POOL, "shutdownNow").atExit(callWithTop(HookPoint.ALL_DROPPED, self())),
                Splice.of(DISCARD_OLDEST, "rejectedExecution")
                        .around(QUEUE, "poll", null, callWithTop(HookPoint.DROPPED, argument(1))),
                Splice.of(SCHEDULED_POOL, "delayedExecute")
                        .around(QUEUE, "add", withTaskOnTop(HookPoint.SCHEDULED), null),
                Splice.of(SCHEDULED_POOL, "reExecutePeriodic")
                        .around(QUEUE, "add", withTaskOnTop(HookPoint.SCHEDULED), null),
                Splice.of(FUTURE, "cancel").atExit(callWithTopBoolean(HookPoint.CANCELLED, self())));
    }

    /** Calls a hook with the executor and the task that is on the stack. */
    private static Code withTaskOnTop(HookPoint point) {
        return callWithTop(point, self());
    }

    private static Code submitting() {
        return method -> {
            method.dup();
            method.loadThis();
            method.swap();
            method.callHook(HookPoint.SUBMITTING);
            method.storeToken();
        };
    }

    /** Says how it went, and forgets the token: what fails later is not about it any more. */
    private static Code settled() {
        return method -> {
            callWithTopBoolean(HookPoint.SETTLED, token()).emit(method);
            nothing().emit(method);
            method.storeToken();
        };
    }
}
