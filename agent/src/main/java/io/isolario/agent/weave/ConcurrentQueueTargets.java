package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callForToken;
import static io.isolario.agent.weave.Code.callWithTop;
import static io.isolario.agent.weave.Code.callWithTopBoolean;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;
import static io.isolario.agent.weave.Code.token;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;

/**
 * The queues without locks: LinkedTransferQueue, SynchronousQueue, ConcurrentLinkedQueue and ConcurrentLinkedDeque, by their
 * public methods: an element may be taken while it is being put in. What throws an element away is the instruction that sets its
 * node to null, if that succeeds.
 */
final class ConcurrentQueueTargets {

    private static final String TRANSFER = "java/util/concurrent/LinkedTransferQueue";
    private static final String SYNCHRONOUS = "java/util/concurrent/SynchronousQueue";
    private static final String LINKED = "java/util/concurrent/ConcurrentLinkedQueue";
    private static final String DEQUE = "java/util/concurrent/ConcurrentLinkedDeque";
    private static final String HANDLE = "java/lang/invoke/VarHandle";
    private static final String OBJECTS = "java/util/Objects";
    private static final String ONE = "(Ljava/lang/Object;)";
    private static final String FOR_TIME = "(Ljava/lang/Object;JLjava/util/concurrent/TimeUnit;)Z";

    private ConcurrentQueueTargets() {}

    static List<Splice> of(int jdkVersion) {
        List<Splice> all = new ArrayList<>();
        addTransferQueue(all, jdkVersion);
        addSynchronousQueue(all);
        addLinkedQueue(all);
        addDeque(all);
        return all;
    }

    private static void addTransferQueue(List<Splice> all, int jdkVersion) {
        for (String method : List.of("put", "transfer")) {
            all.add(putting(TRANSFER, method, ONE + "V"));
        }
        for (String method : List.of("offer", "add", "tryTransfer")) {
            all.add(putting(TRANSFER, method, ONE + "Z"));
        }
        for (String method : List.of("offer", "tryTransfer")) {
            all.add(putting(TRANSFER, method, FOR_TIME));
        }
        addAsking(all, TRANSFER);
        if (jdkVersion < Targets.LOOM) {
            String node = TRANSFER + "$Node";
            all.add(removing(TRANSFER, "remove", node, "tryMatch", self()));
            all.add(removing(TRANSFER, "bulkRemove", node, "tryMatch", self()));
            all.add(removing(TRANSFER + "$Itr", "remove", node, "tryMatch", outer(TRANSFER)));
        } else {
            all.add(Splice.of(TRANSFER, "tryMatchData")
                    .atEntry(callForToken(HookPoint.REMOVING, self(), argument(1)))
                    .atExit(callWithTopBoolean(HookPoint.REMOVED, token())));
        }
    }

    private static void addSynchronousQueue(List<Splice> all) {
        all.add(putting(SYNCHRONOUS, "put", ONE + "V"));
        all.add(putting(SYNCHRONOUS, "offer", ONE + "Z"));
        all.add(putting(SYNCHRONOUS, "offer", FOR_TIME));
        addAsking(all, SYNCHRONOUS);
    }

    private static void addLinkedQueue(List<Splice> all) {
        all.add(Splice.of(LINKED, "offer").atEntry(call(HookPoint.PUT, self(), argument(0))));
        all.add(Splice.of(LINKED, "addAll")
                .around(OBJECTS, "requireNonNull", callWithTop(HookPoint.PUT, self()), null));
        all.add(AskingTargets.once(LINKED, "poll", "Object", HookPoint.TAKEN));
        all.add(removing(LINKED, "remove", LINKED + "$Node", "casItem", self()));
        all.add(removing(LINKED, "bulkRemove", LINKED + "$Node", "casItem", self()));
        all.add(removingByIterator(LINKED, LINKED + "$Itr"));
    }

    private static void addDeque(List<Splice> all) {
        for (String end : List.of("First", "Last")) {
            all.add(Splice.of(DEQUE, "link" + end).atEntry(call(HookPoint.PUT, self(), argument(0))));
            all.add(AskingTargets.once(DEQUE, "poll" + end, "Object", HookPoint.TAKEN));
            all.add(removing(DEQUE, "remove" + end + "Occurrence", HANDLE, "compareAndSet", self()));
        }
        all.add(Splice.of(DEQUE, "addAll").around(OBJECTS, "requireNonNull", callWithTop(HookPoint.PUT, self()), null));
        all.add(Splice.of(DEQUE, "clear").atEntry(call(HookPoint.CLEARING, self(), nothing())));
        all.add(removing(DEQUE, "bulkRemove", HANDLE, "compareAndSet", self()));
        all.add(removingByIterator(DEQUE, DEQUE + "$AbstractItr"));
    }

    private static void addAsking(List<Splice> all, String type) {
        all.add(AskingTargets.forEver(type, "take", "Object", HookPoint.TAKEN));
        all.add(AskingTargets.once(type, "poll", "Object", HookPoint.TAKEN));
        all.add(AskingTargets.forTime(type, "poll", "Object", HookPoint.TAKEN));
    }

    private static Splice putting(String type, String method, String descriptor) {
        Code settled = descriptor.endsWith("V")
                ? call(HookPoint.PUT_SETTLED, token(), nothing())
                : callWithTopBoolean(HookPoint.PUT_SETTLED, token());
        return Splice.of(type, method)
                .withDescriptor(descriptor)
                .atEntry(callForToken(HookPoint.PUTTING, self(), argument(0)))
                .atExit(settled)
                .onFailure(call(HookPoint.UNSENT, token(), nothing()));
    }

    /** A call with the node, its element and null, which takes the element out if it returns true. */
    private static Splice removing(String type, String method, String called, String name, Code queue) {
        Code before = code -> {
            code.dup2();
            code.pop();
            queue.emit(code);
            code.swap();
            code.callHook(HookPoint.REMOVING);
            code.storeToken();
        };
        return Splice.of(type, method).around(called, name, before, callWithTopBoolean(HookPoint.REMOVED, token()));
    }

    private static Splice removingByIterator(String queue, String iterator) {
        Type node = Type.getObjectType(queue + "$Node");
        return Splice.of(iterator, "remove").atEntry(code -> {
            code.loadOwnField("lastRet", node);
            code.unlessNull(() -> {
                outer(queue).emit(code);
                code.loadOwnField("lastRet", node);
                code.getField(node, "item", Type.getType(Object.class));
                code.callHook(HookPoint.DROPPED);
                code.pop();
            });
        });
    }

    private static Code outer(String queue) {
        return code -> code.loadOwnField("this$0", Type.getObjectType(queue));
    }
}
