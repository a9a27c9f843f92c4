package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callWithTop;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;

import io.isolario.agent.hook.point.PoolPoints;
import io.isolario.agent.hook.point.QueuePoints;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;

/**
 * LinkedBlockingDeque: an element is put where the deque signals a consumer, as it may be refused before; {@code unlinkFirst}, {@code
 * unlinkLast} and {@code unlink} remove one element.
 */
final class LinkedBlockingDequeTargets {

    private static final String DEQUE = "java/util/concurrent/LinkedBlockingDeque";
    private static final String CONDITION = "java/util/concurrent/locks/Condition";
    private static final Type NODE = Type.getObjectType(DEQUE + "$Node");

    private LinkedBlockingDequeTargets() {}

    static List<Splice> all() {
        List<Splice> all = new ArrayList<>();
        Code element = LinkedBlockingDequeTargets::elementOfNode;
        for (String end : List.of("First", "Last")) {
            all.add(Splice.of(DEQUE, "link" + end)
                    .around(CONDITION, "signal", call(QueuePoints.PUT, self(), element), null));
            all.add(Splice.of(DEQUE, "unlink" + end).atExit(callWithTop(QueuePoints.TAKEN, self())));
            all.add(RetrievalSplices.withoutLimit(DEQUE, "take" + end));
            all.add(RetrievalSplices.withoutWait(DEQUE, "poll" + end, "Object", null));
            all.add(RetrievalSplices.withTimeout(DEQUE, "poll" + end, "Object", null));
        }
        all.add(Splice.of(DEQUE, "addAll")
                .around(CONDITION, "signalAll", call(QueuePoints.ALL_PUT, self(), argument(0)), null));
        all.add(Splice.of(DEQUE, "unlink").atEntry(call(PoolPoints.DROPPED, self(), element)));
        all.add(LockedSplices.removingSome(DEQUE, "bulkRemove"));
        all.add(Splice.of(DEQUE, "clear").atExit(call(QueuePoints.SOME_REMOVED, self(), nothing())));
        return all;
    }

    private static void elementOfNode(SplicedMethod method) {
        method.loadArg(0);
        method.getField(NODE, "item", Type.getType(Object.class));
    }
}
