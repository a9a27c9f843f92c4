package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callWithTop;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;

import io.isolario.agent.hook.point.PoolPoints;
import io.isolario.agent.hook.point.QueuePoints;
import java.util.List;
import org.objectweb.asm.Type;

/** LinkedBlockingQueue: {@code enqueue}, {@code dequeue} and {@code unlink} add and remove one element. */
final class LinkedBlockingQueueTargets {

    private static final String QUEUE = "java/util/concurrent/LinkedBlockingQueue";
    private static final Type NODE = Type.getObjectType(QUEUE + "$Node");

    private LinkedBlockingQueueTargets() {}

    static List<Splice> all() {
        return List.of(
                Splice.of(QUEUE, "enqueue")
                        .atEntry(call(QueuePoints.PUT, self(), LinkedBlockingQueueTargets::elementOfNode)),
                Splice.of(QUEUE, "dequeue").atExit(callWithTop(QueuePoints.TAKEN, self())),
                RetrievalSplices.withoutLimit(QUEUE, "take"),
                RetrievalSplices.withoutWait(QUEUE, "poll", "Object", null),
                RetrievalSplices.withTimeout(QUEUE, "poll", "Object", null),
                Splice.of(QUEUE, "drainTo")
                        .around("java/util/Collection", "add", callWithTop(QueuePoints.TAKEN, self()), null),
                Splice.of(QUEUE, "unlink")
                        .atEntry(call(PoolPoints.DROPPED, self(), LinkedBlockingQueueTargets::elementOfNode)),
                Splice.of(QUEUE, "clear")
                        .around(
                                "java/util/concurrent/atomic/AtomicInteger",
                                "getAndSet",
                                call(QueuePoints.CLEARING, self(), nothing()),
                                null),
                LockedSplices.removingSome(QUEUE, "bulkRemove"));
    }

    private static void elementOfNode(SplicedMethod method) {
        method.loadArg(0);
        method.getField(NODE, "item", Type.getType(Object.class));
    }
}
