package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callWithTop;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;

import io.isolario.agent.hook.point.PoolPoints;
import io.isolario.agent.hook.point.QueuePoints;
import java.util.List;
import org.objectweb.asm.Type;

/** ArrayBlockingQueue: {@code enqueue}, {@code dequeue} and {@code removeAt} add and remove one element. */
final class ArrayBlockingQueueTargets {

    private static final String QUEUE = "java/util/concurrent/ArrayBlockingQueue";

    private ArrayBlockingQueueTargets() {}

    static List<Splice> all() {
        return List.of(
                Splice.of(QUEUE, "enqueue").atEntry(call(QueuePoints.PUT, self(), argument(0))),
                Splice.of(QUEUE, "dequeue").atExit(callWithTop(QueuePoints.TAKEN, self())),
                RetrievalSplices.withoutLimit(QUEUE, "take"),
                RetrievalSplices.withoutWait(QUEUE, "poll", "Object", null),
                RetrievalSplices.withTimeout(QUEUE, "poll", "Object", null),
                Splice.of(QUEUE, "drainTo")
                        .around("java/util/Collection", "add", callWithTop(QueuePoints.TAKEN, self()), null),
                Splice.of(QUEUE, "removeAt")
                        .atEntry(call(PoolPoints.DROPPED, self(), ArrayBlockingQueueTargets::elementAt)),
                Splice.of(QUEUE, "clear")
                        .around(QUEUE, "circularClear", call(QueuePoints.CLEARING, self(), nothing()), null),
                LockedSplices.removingSome(QUEUE, "bulkRemove"));
    }

    private static void elementAt(SplicedMethod method) {
        method.loadOwnField("items", Type.getType(Object[].class));
        method.loadArg(0);
        method.arrayLoad(Type.getType(Object.class));
    }
}
