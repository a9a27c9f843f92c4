package io.isolario.doubles;

import io.isolario.agent.call.CallInterceptor;
import io.isolario.agent.call.InterceptedCall;
import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands each call to the sandbox of its thread, and knows which calls a thread is in. One for the JVM, as the agent is. */
final class CallsOfJvm implements CallInterceptor {

    static final CallsOfJvm INSTANCE = new CallsOfJvm();

    private static final ThreadLocal<@Nullable CallFrame> TOP = new ThreadLocal<>();

    private final CalledMethods methods = new CalledMethods();

    private CallsOfJvm() {}

    @Override
    public @Nullable InterceptedCall intercept(Object receiver, String site) {
        ManagedSandbox sandbox = CarriedWork.callersSandboxOrShared();
        if (sandbox == null) {
            return null;
        }
        Optional<SandboxDoubles> doubles = sandbox.findSession(SandboxDoubles.class);
        return doubles.isPresent() ? doubles.get().intercept(receiver, site) : null;
    }

    Method method(Object receiver, String site) {
        return methods.find(receiver, site);
    }

    @Nullable
    CallFrame top() {
        return TOP.get();
    }

    CallFrame push(@Nullable Rule rule, Object receiver, Method method) {
        CallFrame frame = new CallFrame(rule, receiver, method, TOP.get());
        TOP.set(frame);
        return frame;
    }

    void pop(CallFrame frame) {
        if (frame.outer() == null) {
            TOP.remove();
        } else {
            TOP.set(frame.outer());
        }
    }
}
