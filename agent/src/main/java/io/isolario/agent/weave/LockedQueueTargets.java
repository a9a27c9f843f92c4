package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callWithTop;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;

/**
 * The other queues that hand over under a lock: PriorityBlockingQueue, DelayQueue and LinkedBlockingDeque. An element goes in
 * where the queue wakes whoever waits for it, as it may be refused before; it goes out in private methods, or in calls of the
 * queue inside, which a consumer that was blocked when the agent came calls anew.
 */
final class LockedQueueTargets {

    private static final String PRIORITY = "java/util/concurrent/PriorityBlockingQueue";
    private static final String DELAY = "java/util/concurrent/DelayQueue";
    private static final String INNER = "java/util/PriorityQueue";
    private static final String DEQUE = "java/util/concurrent/LinkedBlockingDeque";
    private static final String NODE = "java/util/concurrent/LinkedBlockingDeque$Node";
    private static final String CONDITION = "java/util/concurrent/locks/Condition";
    private static final Type OBJECT = Type.getType(Object.class);

    private LockedQueueTargets() {}

    static List<Splice> all() {
        List<Splice> all = new ArrayList<>();
        addPriorityQueue(all);
        addDelayQueue(all);
        addDeque(all);
        return all;
    }

    private static void addPriorityQueue(List<Splice> all) {
        all.add(Splice.of(PRIORITY, "offer")
                .around(CONDITION, "signal", call(HookPoint.PUT, self(), argument(0)), null));
        all.add(Splice.of(PRIORITY, "dequeue").atExit(callWithTop(HookPoint.TAKEN, self())));
        all.add(AskingTargets.forEver(PRIORITY, "take"));
        all.add(AskingTargets.once(PRIORITY, "poll", "Object", null));
        all.add(AskingTargets.forTime(PRIORITY, "poll", "Object", null));
        all.add(Splice.of(PRIORITY, "removeAt")
                .atEntry(call(HookPoint.DROPPED, self(), LockedQueueTargets::elementAt)));
        all.add(QueueTargets.thinning(PRIORITY, "bulkRemove"));
        all.add(QueueTargets.thinning(PRIORITY, "clear"));
    }

    private static void addDelayQueue(List<Splice> all) {
        all.add(Splice.of(DELAY, "offer").around(INNER, "offer", null, call(HookPoint.PUT, self(), argument(0))));
        all.add(Splice.of(DELAY, null).around(INNER, "poll", null, callWithTop(HookPoint.TAKEN, self())));
        all.add(AskingTargets.forEver(DELAY, "take", "Delayed", null));
        all.add(AskingTargets.once(DELAY, "poll", "Delayed", null));
        all.add(AskingTargets.forTime(DELAY, "poll", "Delayed", null));
        all.add(QueueTargets.thinning(DELAY, "remove").withDescriptor("(Ljava/lang/Object;)Z"));
        all.add(QueueTargets.thinning(DELAY, "removeEQ"));
        all.add(QueueTargets.thinning(DELAY, "clear"));
    }

    private static void addDeque(List<Splice> all) {
        for (String end : List.of("First", "Last")) {
            all.add(Splice.of(DEQUE, "link" + end)
                    .around(CONDITION, "signal", call(HookPoint.PUT, self(), LockedQueueTargets::elementOfNode), null));
            all.add(Splice.of(DEQUE, "unlink" + end).atExit(callWithTop(HookPoint.TAKEN, self())));
            all.add(AskingTargets.forEver(DEQUE, "take" + end));
            all.add(AskingTargets.once(DEQUE, "poll" + end, "Object", null));
            all.add(AskingTargets.forTime(DEQUE, "poll" + end, "Object", null));
        }
        all.add(Splice.of(DEQUE, "addAll")
                .around(CONDITION, "signalAll", call(HookPoint.ALL_PUT, self(), argument(0)), null));
        all.add(Splice.of(DEQUE, "unlink").atEntry(call(HookPoint.DROPPED, self(), LockedQueueTargets::elementOfNode)));
        all.add(QueueTargets.thinning(DEQUE, "bulkRemove"));
        all.add(Splice.of(DEQUE, "clear").atExit(call(HookPoint.THINNED, self(), nothing())));
    }

    private static void elementOfNode(SplicedMethod method) {
        method.loadArg(0);
        method.getField(Type.getObjectType(NODE), "item", OBJECT);
    }

    private static void elementAt(SplicedMethod method) {
        method.loadOwnField("queue", Type.getType(Object[].class));
        method.loadArg(0);
        method.arrayLoad(OBJECT);
    }
}
