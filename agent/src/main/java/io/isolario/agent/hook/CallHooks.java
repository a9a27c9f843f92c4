package io.isolario.agent.hook;

import io.isolario.agent.call.CallInterceptor;
import io.isolario.agent.call.CallOutcome;
import io.isolario.agent.call.InterceptedCall;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Calls of covered methods, which go to whoever wants to hear of them. */
final class CallHooks {

    private final AtomicReference<@Nullable CallInterceptor> interceptor = new AtomicReference<>();

    /** Returns false if another one is told of calls already. */
    boolean tell(CallInterceptor candidate) {
        return interceptor.compareAndSet(null, candidate) || interceptor.get() == candidate;
    }

    @Nullable
    Object entering(@Nullable Object receiver, @Nullable Object site) {
        CallInterceptor told = interceptor.get();
        return told == null || receiver == null || site == null ? null : told.intercept(receiver, (String) site);
    }

    /** Returns result and failure for the woven code to return or throw; null to let the method run. */
    Object @Nullable [] begun(@Nullable Object call, @Nullable Object arguments) {
        if (call == null || arguments == null) {
            return null;
        }
        try {
            CallOutcome outcome = ((InterceptedCall) call).begin((Object[]) arguments);
            return outcome == null ? null : pair(outcome.result(), outcome.failure());
        } catch (RuntimeException | Error failure) {
            // For the caller: the method itself must not run as if nobody had wanted the call.
            return pair(null, failure);
        }
    }

    @SuppressWarnings("NullAway") // Read by woven code only, which knows that either may be null.
    private static Object[] pair(@Nullable Object result, @Nullable Throwable failure) {
        return new Object[] {result, failure};
    }

    @Nullable
    Object returned(@Nullable Object call, @Nullable Object result) {
        if (call != null) {
            ((InterceptedCall) call).returned(result);
        }
        return null;
    }

    @Nullable
    Object failed(@Nullable Object call, @Nullable Object failure) {
        if (call != null && failure != null) {
            ((InterceptedCall) call).failed((Throwable) failure);
        }
        return null;
    }
}
