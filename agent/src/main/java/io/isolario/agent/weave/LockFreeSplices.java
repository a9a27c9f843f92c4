package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callForToken;
import static io.isolario.agent.weave.Code.callWithTopBoolean;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;
import static io.isolario.agent.weave.Code.token;

import io.isolario.agent.hook.point.PoolPoints;
import io.isolario.agent.hook.point.QueuePoints;
import io.isolario.agent.hook.point.ThreadPoints;
import java.util.List;
import org.objectweb.asm.Type;

/**
 * Splices of queues without a lock. An element may be taken while it is being put. It is removed by the instruction that sets the item
 * of its node to null, if that succeeds.
 */
final class LockFreeSplices {

    /** The arguments of a method that puts an element. */
    static final String ELEMENT = "(Ljava/lang/Object;)";

    /** The descriptor of a method that puts an element and waits for a limited time. */
    static final String ELEMENT_WITH_TIMEOUT = "(Ljava/lang/Object;JLjava/util/concurrent/TimeUnit;)Z";

    private LockFreeSplices() {}

    /** A method that puts its first argument. */
    static Splice putting(String type, String method, String descriptor) {
        Code settled = descriptor.endsWith("V")
                ? call(QueuePoints.PUT_SETTLED, token(), nothing())
                : callWithTopBoolean(QueuePoints.PUT_SETTLED, token());
        return Splice.of(type, method)
                .withDescriptor(descriptor)
                .atEntry(callForToken(QueuePoints.PUTTING, self(), argument(0)))
                .atExit(settled)
                .onFailure(call(ThreadPoints.UNSENT, token(), nothing()));
    }

    /** The methods {@code take} and {@code poll}. */
    static List<Splice> retrieving(String type) {
        return List.of(
                RetrievalSplices.withoutLimit(type, "take", "Object", QueuePoints.TAKEN),
                RetrievalSplices.withoutWait(type, "poll", "Object", QueuePoints.TAKEN),
                RetrievalSplices.withTimeout(type, "poll", "Object", QueuePoints.TAKEN));
    }

    /** A call with a node, its element and null as arguments, which removes the element if it returns true. */
    static Splice removing(String type, String method, String called, String name, Code queue) {
        Code before = code -> {
            code.dup2();
            code.pop();
            queue.emit(code);
            code.swap();
            code.callHook(PoolPoints.REMOVING);
            code.storeToken();
        };
        return Splice.of(type, method).around(called, name, before, callWithTopBoolean(PoolPoints.REMOVED, token()));
    }

    /** The method {@code remove} of an iterator, which removes the element of the node that it returned last. */
    static Splice removingByIterator(String queue, String iterator) {
        Type node = Type.getObjectType(queue + "$Node");
        return Splice.of(iterator, "remove").atEntry(code -> {
            code.loadOwnField("lastRet", node);
            code.unlessNull(() -> {
                outer(queue).emit(code);
                code.loadOwnField("lastRet", node);
                code.getField(node, "item", Type.getType(Object.class));
                code.callHook(PoolPoints.DROPPED);
                code.pop();
            });
        });
    }

    /** Returns code of an iterator that puts its queue on the stack. */
    static Code outer(String queue) {
        return code -> code.loadOwnField("this$0", Type.getObjectType(queue));
    }
}
