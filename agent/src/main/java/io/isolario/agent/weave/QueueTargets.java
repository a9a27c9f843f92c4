package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callForToken;
import static io.isolario.agent.weave.Code.callWithTop;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;
import static io.isolario.agent.weave.Code.token;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.Method;

/**
 * Blocking queues, by the private methods where an element goes in and out: a consumer that was blocked in {@code take()} when the
 * agent came calls them anew.
 */
final class QueueTargets {

    private static final String LINKED = "java/util/concurrent/LinkedBlockingQueue";
    private static final String NODE = "java/util/concurrent/LinkedBlockingQueue$Node";
    private static final String ARRAY = "java/util/concurrent/ArrayBlockingQueue";
    private static final Type OBJECT = Type.getType(Object.class);
    private static final Type UNIT = Type.getType(TimeUnit.class);

    private QueueTargets() {}

    static List<Splice> all() {
        List<Splice> all = new ArrayList<>();
        for (String type : List.of(LINKED, ARRAY)) {
            all.add(Splice.of(type, "dequeue").atExit(callWithTop(HookPoint.TAKEN, self())));
            all.add(Splice.of(type, "take")
                    .atEntry(callForToken(HookPoint.ASKING, self(), nothing()))
                    .atExit(asked())
                    .onFailure(asked()));
            all.add(Splice.of(type, "poll")
                    .withDescriptor("()Ljava/lang/Object;")
                    .atEntry(QueueTargets::askingOnce)
                    .atExit(callWithTop(HookPoint.POLLED, self())));
            all.add(Splice.of(type, "poll")
                    .withDescriptor("(JLjava/util/concurrent/TimeUnit;)Ljava/lang/Object;")
                    .atEntry(QueueTargets::askingForTime)
                    .atExit(polledAndAsked())
                    .onFailure(asked()));
            all.add(Splice.of(type, "drainTo")
                    .around("java/util/Collection", "add", callWithTop(HookPoint.TAKEN, self()), null));
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

    private static void elementOfNode(SplicedMethod method) {
        method.loadArg(0);
        method.getField(Type.getObjectType(NODE), "item", OBJECT);
    }

    private static void elementAt(SplicedMethod method) {
        method.loadOwnField("items", Type.getType(Object[].class));
        method.loadArg(0);
        method.arrayLoad(OBJECT);
    }

    private static Code asked() {
        return call(HookPoint.ASKED, token(), nothing());
    }

    private static Code polledAndAsked() {
        return method -> {
            callWithTop(HookPoint.POLLED, self()).emit(method);
            asked().emit(method);
        };
    }

    private static void askingOnce(SplicedMethod method) {
        method.loadThis();
        method.push(0L);
        method.valueOf(Type.LONG_TYPE);
        method.callHook(HookPoint.ASKING);
        method.pop();
    }

    private static void askingForTime(SplicedMethod method) {
        method.loadThis();
        method.loadArg(1);
        method.loadArg(0);
        method.invokeVirtual(UNIT, Method.getMethod("long toMillis(long)"));
        method.valueOf(Type.LONG_TYPE);
        method.callHook(HookPoint.ASKING);
        method.storeToken();
    }
}
