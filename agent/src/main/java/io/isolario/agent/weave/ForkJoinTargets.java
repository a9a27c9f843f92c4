package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callForToken;
import static io.isolario.agent.weave.Code.callWithTopBoolean;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;
import static io.isolario.agent.weave.Code.token;

import io.isolario.agent.hook.point.ForkJoinPoints;
import io.isolario.agent.hook.point.HookPoint;
import io.isolario.agent.hook.point.PoolPoints;
import io.isolario.agent.hook.point.ThreadPoints;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * Fork-join pools: what is enqueued, and each call that runs a task.
 *
 * <p>A task that was taken from a queue may run inside the {@code join()} of another sandbox's task, while a task that is invoked
 * directly is part of its caller. So the calls of {@code doExec} are hooked, and not {@code doExec} itself.
 */
final class ForkJoinTargets {

    private static final String POOL = "java/util/concurrent/ForkJoinPool";
    private static final String QUEUE = "java/util/concurrent/ForkJoinPool$WorkQueue";
    private static final String TASK = "java/util/concurrent/ForkJoinTask";
    private static final String SCHEDULER = "java/util/concurrent/DelayScheduler";
    private static final String DELAYED = "java/util/concurrent/DelayScheduler$ScheduledForkJoinTask";
    private static final String RUN = "doExec";

    private ForkJoinTargets() {}

    static List<Splice> of(int jdkVersion) {
        List<Splice> all = new ArrayList<>();
        all.add(enqueueing(POOL, "externalSubmit", argument(0), self()));
        all.add(enqueueing(TASK, "fork", self(), nothing()));
        all.add(runs(POOL, null, ForkJoinPoints.QUEUED_RUN));
        all.add(runs(QUEUE, null, ForkJoinPoints.QUEUED_RUN));
        for (String direct : List.of("invoke", "invokeAll", "quietlyInvoke")) {
            all.add(runs(TASK, direct, ForkJoinPoints.DIRECT_RUN));
        }
        all.add(cancelling(TASK));
        if (jdkVersion < JdkReleases.LOOM) {
            all.add(runs(TASK, "awaitDone", ForkJoinPoints.QUEUED_RUN));
        } else {
            all.add(enqueueing(POOL, "poolSubmit", argument(1), self()));
            all.add(Splice.of(POOL, "scheduleDelayedTask").atEntry(ForkJoinTargets::delayed));
            all.add(runs(SCHEDULER, null, ForkJoinPoints.QUEUED_RUN));
            all.add(cancelling("java/util/concurrent/ForkJoinTask$InterruptibleTask"));
            all.add(cancelling("java/util/concurrent/ForkJoinTask$InvokeAnyTask"));
            all.add(cancelling(DELAYED));
            all.add(Splice.of(SCHEDULER, null)
                    .around(null, "trySetCancelled", ForkJoinTargets::cancelledByScheduler, null));
        }
        return all;
    }

    private static Splice enqueueing(String type, String method, Code task, Code pool) {
        return Splice.of(type, method)
                .atEntry(callForToken(ForkJoinPoints.FORKING, task, pool))
                .onFailure(call(ThreadPoints.UNSENT, token(), nothing()));
    }

    /** Calls of {@code doExec}, whichever subclass of ForkJoinTask the code names. */
    private static Splice runs(String type, @Nullable String method, HookPoint<?> point) {
        Code before = code -> {
            code.dup();
            nothing().emit(code);
            code.callHook(point);
            code.storeToken();
        };
        return Splice.of(type, method).around(null, RUN, before, call(ForkJoinPoints.RAN, token(), nothing()));
    }

    private static Splice cancelling(String type) {
        return Splice.of(type, "cancel").atExit(callWithTopBoolean(PoolPoints.CANCELLED, self()));
    }

    private static void cancelledByScheduler(SplicedMethod method) {
        method.dup();
        method.push(true);
        method.valueOf(Type.BOOLEAN_TYPE);
        method.callHook(PoolPoints.CANCELLED);
        method.pop();
    }

    private static void delayed(SplicedMethod method) {
        method.loadArg(0);
        method.loadArg(0);
        method.getField(Type.getObjectType(DELAYED), "nextDelay", Type.LONG_TYPE);
        method.valueOf(Type.LONG_TYPE);
        method.callHook(ForkJoinPoints.DELAYED_FORK);
        method.pop();
    }
}
