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
 * LinkedBlockingQueue and ArrayBlockingQueue, by the private methods where an element goes in and out: a consumer that was blocked in {@code take()} when the
 * agent came calls them anew.
 */
final class QueueTargets {

    private static final String LINKED = "java/util/concurrent/LinkedBlockingQueue";
    private static final String NODE = "java/util/concurrent/LinkedBlockingQueue$Node";
    private static final String ARRAY = "java/util/concurrent/ArrayBlockingQueue";
    private static final Type OBJECT = Type.getType(Object.class);

    private QueueTargets() {}

    static List<Splice> all() {
        List<Splice> all = new ArrayList<>();
        for (String type : List.of(LINKED, ARRAY)) {
            all.add(Splice.of(type, "dequeue").atExit(callWithTop(HookPoint.TAKEN, self())));
            all.add(AskingTargets.forEver(type, "take"));
            all.add(AskingTargets.once(type, "poll", "Object", null));
            all.add(AskingTargets.forTime(type, "poll", "Object", null));
            all.add(Splice.of(type, "drainTo")
                    .around("java/util/Collection", "add", callWithTop(HookPoint.TAKEN, self()), null));
            all.add(thinning(type, "bulkRemove"));
        }
        all.add(Splice.of(LINKED, "enqueue").atEntry(call(HookPoint.PUT, self(), QueueTargets::elementOfNode)));
        all.add(Splice.of(LINKED, "unlink").atEntry(call(HookPoint.DROPPED, self(), QueueTargets::elementOfNode)));
        all.add(Splice.of(LINKED, "clear")
                .around(
                        "java/util/concurrent/atomic/AtomicInteger",
                        "getAndSet",
                        call(HookPoint.CLEARING, self(), nothing()),
                        null));
        all.add(Splice.of(ARRAY, "enqueue").atEntry(call(HookPoint.PUT, self(), argument(0))));
        all.add(Splice.of(ARRAY, "removeAt").atEntry(call(HookPoint.DROPPED, self(), QueueTargets::elementAt)));
        all.add(Splice.of(ARRAY, "clear")
                .around(ARRAY, "circularClear", call(HookPoint.CLEARING, self(), nothing()), null));
        return all;
    }

    /** A method that throws elements away one by one; the hook looks for what is missing. */
    static Splice thinning(String type, String method) {
        return Splice.of(type, method).atExit(call(HookPoint.THINNED, self(), nothing()));
    }

    private static void elementOfNode(SplicedMethod method) {
        method.loadArg(0);
        method.getField(Type.getObjectType(NODE), "item", OBJECT);
    }

    private static void elementAt(SplicedMethod method) {
        method.loadOwnField("items", Type.getType(Object[].class));
        method.loadArg(0);
        method.arrayLoad(OBJECT);
    }
}
