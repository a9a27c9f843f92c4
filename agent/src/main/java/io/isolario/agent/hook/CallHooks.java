package io.isolario.agent.hook;

import io.isolario.agent.call.CallInterceptor;
import io.isolario.agent.call.CallOutcome;
import io.isolario.agent.call.InterceptedCall;
import io.isolario.agent.hook.point.CallPoints;
import io.isolario.agent.hook.point.HookRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Passes calls of covered methods to the interceptor. */
final class CallHooks {

    private final AtomicReference<@Nullable CallInterceptor> interceptor = new AtomicReference<>();

    void registerIn(HookRegistry registry) {
        registry.register(CallPoints.CALL, this::entering);
        registry.register(CallPoints.CALL_BEGUN, this::begun);
        registry.register(CallPoints.CALL_RETURNED, (call, result) -> call.returned(result));
        registry.register(CallPoints.CALL_FAILED, (call, failure) -> call.failed(failure));
    }

    /** Sets the interceptor; returns false if there is another one. */
    boolean intercept(CallInterceptor candidate) {
        return interceptor.compareAndSet(null, candidate) || interceptor.get() == candidate;
    }

    private @Nullable Object entering(Object receiver, String site) {
        CallInterceptor asked = interceptor.get();
        return asked == null ? null : asked.intercept(receiver, site);
    }

    private Object @Nullable [] begun(InterceptedCall call, Object[] arguments) {
        try {
            CallOutcome outcome = call.begin(arguments);
            return outcome == null ? null : pair(outcome.result(), outcome.failure());
        } catch (RuntimeException | Error failure) {
            // Goes to the caller: the method must not run as if its call had not been intercepted.
            return pair(null, failure);
        }
    }

    @SuppressWarnings("NullAway") // Read by woven code, which expects either to be null.
    private static Object[] pair(@Nullable Object result, @Nullable Throwable failure) {
        return new Object[] {result, failure};
    }
}
