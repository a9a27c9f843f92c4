package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.callForToken;
import static io.isolario.agent.weave.Code.callWithTop;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;
import static io.isolario.agent.weave.Code.token;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.Method;

/**
 * The methods by which a thread asks a queue for an element. Where no inner method says that one was taken out, what these return
 * was taken.
 */
final class AskingTargets {

    private static final Type UNIT = Type.getType(TimeUnit.class);
    private static final String TIME = "(JLjava/util/concurrent/TimeUnit;)";

    private AskingTargets() {}

    /** A method that waits for an element however long that takes. */
    static Splice forEver(String type, String method) {
        return forEver(type, method, null, null);
    }

    /**
     * @param returned simple name of the class that it returns; null for whatever it is
     * @param taken called with what was returned; null when an inner method does that
     */
    static Splice forEver(String type, String method, @Nullable String returned, @Nullable HookPoint taken) {
        Splice splice = Splice.of(type, method)
                .atEntry(callForToken(HookPoint.ASKING, self(), nothing()))
                .atExit(all(taken == null ? null : callWithTop(taken, self()), asked()))
                .onFailure(asked());
        return returned == null ? splice : splice.withDescriptor("()" + descriptor(returned));
    }

    /** A method that does not wait. */
    static Splice once(String type, String method, String returned, @Nullable HookPoint taken) {
        return Splice.of(type, method)
                .withDescriptor("()" + descriptor(returned))
                .atEntry(code -> {
                    code.loadThis();
                    code.push(0L);
                    code.valueOf(Type.LONG_TYPE);
                    code.callHook(HookPoint.ASKING);
                    code.pop();
                })
                .atExit(all(taken == null ? null : callWithTop(taken, self()), polled()));
    }

    /** A method that waits for some time. */
    static Splice forTime(String type, String method, String returned, @Nullable HookPoint taken) {
        return Splice.of(type, method)
                .withDescriptor(TIME + descriptor(returned))
                .atEntry(code -> {
                    code.loadThis();
                    code.loadArg(1);
                    code.loadArg(0);
                    code.invokeVirtual(UNIT, Method.getMethod("long toMillis(long)"));
                    code.valueOf(Type.LONG_TYPE);
                    code.callHook(HookPoint.ASKING);
                    code.storeToken();
                })
                .atExit(all(taken == null ? null : callWithTop(taken, self()), polled(), asked()))
                .onFailure(asked());
    }

    private static Code asked() {
        return call(HookPoint.ASKED, token(), nothing());
    }

    private static Code polled() {
        return callWithTop(HookPoint.POLLED, self());
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
