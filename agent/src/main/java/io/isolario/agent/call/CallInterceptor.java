package io.isolario.agent.call;

import org.jspecify.annotations.Nullable;

/**
 * Asked at every call of a method that was covered, while any sandbox lives. It should be fast, and must not fail. Thread-safe.
 */
@FunctionalInterface
public interface CallInterceptor {

    /**
     * Returns what wants to hear of a call; null to leave it alone.
     *
     * @param receiver the object, or the class if the method is static
     * @param site the method whose code is about to run: internal name of the class that declares it, a dot, name and descriptor
     */
    @Nullable
    InterceptedCall intercept(Object receiver, String site);
}
