package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callWithTop;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;

import io.isolario.agent.hook.point.QueuePoints;
import java.util.ArrayList;
import java.util.List;

/** ConcurrentLinkedDeque: the methods that all public ones call, and the call that removes the element of a node. */
final class ConcurrentLinkedDequeTargets {

    private static final String DEQUE = "java/util/concurrent/ConcurrentLinkedDeque";
    private static final String HANDLE = "java/lang/invoke/VarHandle";

    private ConcurrentLinkedDequeTargets() {}

    static List<Splice> all() {
        List<Splice> all = new ArrayList<>();
        for (String end : List.of("First", "Last")) {
            all.add(Splice.of(DEQUE, "link" + end).atEntry(call(QueuePoints.PUT, self(), argument(0))));
            all.add(RetrievalSplices.withoutWait(DEQUE, "poll" + end, "Object", QueuePoints.TAKEN));
            all.add(LockFreeSplices.removing(DEQUE, "remove" + end + "Occurrence", HANDLE, "compareAndSet", self()));
        }
        all.add(Splice.of(DEQUE, "addAll")
                .around("java/util/Objects", "requireNonNull", callWithTop(QueuePoints.PUT, self()), null));
        all.add(Splice.of(DEQUE, "clear").atEntry(call(QueuePoints.CLEARING, self(), nothing())));
        all.add(LockFreeSplices.removing(DEQUE, "bulkRemove", HANDLE, "compareAndSet", self()));
        all.add(LockFreeSplices.removingByIterator(DEQUE, DEQUE + "$AbstractItr"));
        return all;
    }
}
