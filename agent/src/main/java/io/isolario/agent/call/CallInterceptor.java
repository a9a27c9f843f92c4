package io.isolario.agent.call;

import org.jspecify.annotations.Nullable;

/**
 * Called at each call of a covered method while any sandbox lives. It should be fast, and must not throw. Thread-safe.
 */
@FunctionalInterface
public interface CallInterceptor {

    /**
     * Returns the object that handles a call; null if the call is not intercepted.
     *
     * @param receiver the object, or the class if the method is static
     * @param site the method that is about to run: internal name of its class, a dot, name and descriptor
     */
    @Nullable
    InterceptedCall intercept(Object receiver, String site);
}
