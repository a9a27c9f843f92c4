package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callForToken;
import static io.isolario.agent.weave.Code.callWithTop;
import static io.isolario.agent.weave.Code.callWithTopBoolean;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;
import static io.isolario.agent.weave.Code.token;

import io.isolario.agent.hook.point.HookPoint;
import io.isolario.agent.hook.point.PoolPoints;
import java.util.List;

/**
 * ThreadPoolExecutor, its subclasses and its tasks.
 *
 * <p>The hooks are in the calls that {@code execute} makes, which have the object that is enqueued: another agent may replace it. A
 * worker that is older than the agent never leaves {@code runWorker}, but calls {@code beforeExecute} and {@code getTask} for each task.
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
                        .onFailure(call(PoolPoints.REFUSED, token(), nothing()))
                        .around(QUEUE, "offer", submitting(), settled()),
                Splice.of(POOL, "addWorker")
                        .atEntry(callForToken(PoolPoints.ADDING_WORKER, self(), argument(0)))
                        .atExit(settled())
                        .onFailure(call(PoolPoints.REFUSED, token(), nothing())),
                Splice.of(POOL, "runWorker").around(POOL, "beforeExecute", withTaskOnTop(PoolPoints.POOL_TASK), null),
                Splice.of(POOL, "beforeExecute").atEntry(call(PoolPoints.POOL_TASK, self(), argument(1))),
                Splice.of(POOL, "getTask").atEntry(call(PoolPoints.NEXT, nothing(), nothing())),
                Splice.of(POOL, "processWorkerExit").atEntry(call(PoolPoints.NEXT, nothing(), nothing())),
                Splice.of(POOL, "remove")
                        .atEntry(callForToken(PoolPoints.REMOVING, self(), argument(0)))
                        .atExit(callWithTopBoolean(PoolPoints.REMOVED, token())),
                Splice.of(POOL, "shutdownNow").atExit(callWithTop(PoolPoints.ALL_DROPPED, self())),
                Splice.of(DISCARD_OLDEST, "rejectedExecution")
                        .around(QUEUE, "poll", null, callWithTop(PoolPoints.DROPPED, argument(1))),
                Splice.of(SCHEDULED_POOL, "delayedExecute")
                        .around(QUEUE, "add", withTaskOnTop(PoolPoints.SCHEDULED), null),
                Splice.of(SCHEDULED_POOL, "reExecutePeriodic")
                        .around(QUEUE, "add", withTaskOnTop(PoolPoints.SCHEDULED), null),
                Splice.of(FUTURE, "cancel").atExit(callWithTopBoolean(PoolPoints.CANCELLED, self())));
    }

    /** Calls a hook with the pool and the task that is on the stack. */
    private static Code withTaskOnTop(HookPoint<?> point) {
        return callWithTop(point, self());
    }

    private static Code submitting() {
        return method -> {
            method.dup();
            method.loadThis();
            method.swap();
            method.callHook(PoolPoints.SUBMITTING);
            method.storeToken();
        };
    }

    /** Reports the result and clears the token: a later exception does not concern the submission. */
    private static Code settled() {
        return method -> {
            callWithTopBoolean(PoolPoints.SETTLED, token()).emit(method);
            nothing().emit(method);
            method.storeToken();
        };
    }
}
