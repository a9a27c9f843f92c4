package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callWithTop;
import static io.isolario.agent.weave.Code.self;

import io.isolario.agent.hook.point.QueuePoints;
import java.util.List;

/** DelayQueue: elements are put into and taken from the PriorityQueue that it contains. */
final class DelayQueueTargets {

    private static final String QUEUE = "java/util/concurrent/DelayQueue";
    private static final String INNER = "java/util/PriorityQueue";

    private DelayQueueTargets() {}

    static List<Splice> all() {
        return List.of(
                Splice.of(QUEUE, "offer").around(INNER, "offer", null, call(QueuePoints.PUT, self(), argument(0))),
                Splice.of(QUEUE, null).around(INNER, "poll", null, callWithTop(QueuePoints.TAKEN, self())),
                RetrievalSplices.withoutLimit(QUEUE, "take", "Delayed", null),
                RetrievalSplices.withoutWait(QUEUE, "poll", "Delayed", null),
                RetrievalSplices.withTimeout(QUEUE, "poll", "Delayed", null),
                LockedSplices.removingSome(QUEUE, "remove").withDescriptor("(Ljava/lang/Object;)Z"),
                LockedSplices.removingSome(QUEUE, "removeEQ"),
                LockedSplices.removingSome(QUEUE, "clear"));
    }
}
