package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callWithTop;
import static io.isolario.agent.weave.Code.self;

import io.isolario.agent.hook.point.QueuePoints;
import java.util.List;

/** ConcurrentLinkedQueue: its public methods, and the call that removes the element of a node. */
final class ConcurrentLinkedQueueTargets {

    private static final String QUEUE = "java/util/concurrent/ConcurrentLinkedQueue";
    private static final String NODE = QUEUE + "$Node";

    private ConcurrentLinkedQueueTargets() {}

    static List<Splice> all() {
        return List.of(
                Splice.of(QUEUE, "offer").atEntry(call(QueuePoints.PUT, self(), argument(0))),
                Splice.of(QUEUE, "addAll")
                        .around("java/util/Objects", "requireNonNull", callWithTop(QueuePoints.PUT, self()), null),
                RetrievalSplices.withoutWait(QUEUE, "poll", "Object", QueuePoints.TAKEN),
                LockFreeSplices.removing(QUEUE, "remove", NODE, "casItem", self()),
                LockFreeSplices.removing(QUEUE, "bulkRemove", NODE, "casItem", self()),
                LockFreeSplices.removingByIterator(QUEUE, QUEUE + "$Itr"));
    }
}
