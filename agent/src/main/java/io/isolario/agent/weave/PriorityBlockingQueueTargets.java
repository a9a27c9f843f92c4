package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callWithTop;
import static io.isolario.agent.weave.Code.self;

import io.isolario.agent.hook.point.PoolPoints;
import io.isolario.agent.hook.point.QueuePoints;
import java.util.List;
import org.objectweb.asm.Type;

/**
 * PriorityBlockingQueue: an element is put where the queue signals a consumer, as it may be refused before; {@code dequeue} and {@code
 * removeAt} remove one element.
 */
final class PriorityBlockingQueueTargets {

    private static final String QUEUE = "java/util/concurrent/PriorityBlockingQueue";
    private static final String CONDITION = "java/util/concurrent/locks/Condition";

    private PriorityBlockingQueueTargets() {}

    static List<Splice> all() {
        return List.of(
                Splice.of(QUEUE, "offer").around(CONDITION, "signal", call(QueuePoints.PUT, self(), argument(0)), null),
                Splice.of(QUEUE, "dequeue").atExit(callWithTop(QueuePoints.TAKEN, self())),
                RetrievalSplices.withoutLimit(QUEUE, "take"),
                RetrievalSplices.withoutWait(QUEUE, "poll", "Object", null),
                RetrievalSplices.withTimeout(QUEUE, "poll", "Object", null),
                Splice.of(QUEUE, "removeAt")
                        .atEntry(call(PoolPoints.DROPPED, self(), PriorityBlockingQueueTargets::elementAt)),
                LockedSplices.removingSome(QUEUE, "bulkRemove"),
                LockedSplices.removingSome(QUEUE, "clear"));
    }

    private static void elementAt(SplicedMethod method) {
        method.loadOwnField("queue", Type.getType(Object[].class));
        method.loadArg(0);
        method.arrayLoad(Type.getType(Object.class));
    }
}
