package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callForToken;
import static io.isolario.agent.weave.Code.callWithTop;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;
import static io.isolario.agent.weave.Code.token;

import io.isolario.agent.hook.point.HookPoint;
import io.isolario.agent.hook.point.QueuePoints;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.Method;

/**
 * Splices of the methods by which a thread asks a queue for an element. Where no private method with a hook removes the element, the
 * element that the method returns is taken.
 */
final class RetrievalSplices {

    private static final Type UNIT = Type.getType(TimeUnit.class);
    private static final String TIMEOUT = "(JLjava/util/concurrent/TimeUnit;)";

    private RetrievalSplices() {}

    /** A method that waits for an element without a limit. */
    static Splice withoutLimit(String type, String method) {
        return withoutLimit(type, method, null, null);
    }

    /**
     * A method that waits for an element without a limit.
     *
     * @param returned simple name of the class that it returns; null for any
     * @param taken called with the returned element; null if a private method does that
     */
    static Splice withoutLimit(String type, String method, @Nullable String returned, @Nullable HookPoint<?> taken) {
        Splice splice = Splice.of(type, method)
                .atEntry(callForToken(QueuePoints.ASKING, self(), nothing()))
                .atExit(all(taken == null ? null : callWithTop(taken, self()), asked()))
                .onFailure(asked());
        return returned == null ? splice : splice.withDescriptor("()" + descriptor(returned));
    }

    /** A method that does not wait. */
    static Splice withoutWait(String type, String method, String returned, @Nullable HookPoint<?> taken) {
        return Splice.of(type, method)
                .withDescriptor("()" + descriptor(returned))
                .atEntry(code -> {
                    code.loadThis();
                    code.push(0L);
                    code.valueOf(Type.LONG_TYPE);
                    code.callHook(QueuePoints.ASKING);
                    code.pop();
                })
                .atExit(all(taken == null ? null : callWithTop(taken, self()), polled()));
    }

    /** A method that waits for a limited time. */
    static Splice withTimeout(String type, String method, String returned, @Nullable HookPoint<?> taken) {
        return Splice.of(type, method)
                .withDescriptor(TIMEOUT + descriptor(returned))
                .atEntry(code -> {
                    code.loadThis();
                    code.loadArg(1);
                    code.loadArg(0);
                    code.invokeVirtual(UNIT, Method.getMethod("long toMillis(long)"));
                    code.valueOf(Type.LONG_TYPE);
                    code.callHook(QueuePoints.ASKING);
                    code.storeToken();
                })
                .atExit(all(taken == null ? null : callWithTop(taken, self()), polled(), asked()))
                .onFailure(asked());
    }

    private static Code asked() {
        return call(QueuePoints.ASKED, token(), nothing());
    }

    private static Code polled() {
        return callWithTop(QueuePoints.POLLED, self());
    }

    private static Code all(@Nullable Code... parts) {
        return method -> {
            for (Code part : parts) {
                if (part != null) {
                    part.emit(method);
                }
            }
        };
    }

    private static String descriptor(String simpleName) {
        return simpleName.equals("Object") ? "Ljava/lang/Object;" : "Ljava/util/concurrent/" + simpleName + ";";
    }
}
