package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callWithTopBoolean;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;

import io.isolario.agent.hook.point.HookPoint;
import io.isolario.agent.hook.point.PoolPoints;
import io.isolario.agent.hook.point.TimerPoints;
import java.util.List;
import org.objectweb.asm.Type;

/** Timer: the calls of its thread to the queue. The thread may be in its loop already, so a hook in the loop would come too late. */
final class TimerTargets {

    private static final String TIMER = "java/util/Timer";
    private static final String QUEUE = "java/util/TaskQueue";
    private static final Type TASKS = Type.getType("[Ljava/util/TimerTask;");

    private TimerTargets() {}

    static List<Splice> all() {
        return List.of(
                Splice.of(TIMER, "sched").around(QUEUE, "add", TimerTargets::timed, null),
                Splice.of("java/util/TimerTask", "cancel").atExit(callWithTopBoolean(PoolPoints.CANCELLED, self())),
                Splice.of(QUEUE, "removeMin").atEntry(first(TimerPoints.TIMER_TASK)),
                Splice.of(QUEUE, "rescheduleMin").atEntry(first(TimerPoints.TIMER_REPEAT)),
                Splice.of(QUEUE, "isEmpty").atEntry(call(PoolPoints.NEXT, nothing(), nothing())),
                Splice.of(QUEUE, "clear")
                        .atEntry(call(
                                TimerPoints.TIMER_CLEARED, method -> method.loadOwnField("queue", TASKS), nothing())));
    }

    private static void timed(SplicedMethod method) {
        method.loadArg(0);
        method.loadArg(2);
        method.valueOf(Type.LONG_TYPE);
        method.callHook(TimerPoints.TIMED);
        method.pop();
    }

    private static Code first(HookPoint<?> point) {
        return call(
                point,
                method -> {
                    method.loadOwnField("queue", TASKS);
                    method.push(1);
                    method.arrayLoad(Type.getType(Object.class));
                },
                nothing());
    }
}
