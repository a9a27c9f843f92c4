package io.isolario.agent.call;

import org.jspecify.annotations.Nullable;

/**
 * What a caller gets instead of the result of the method.
 *
 * @param result the returned value, boxed; null if the method is void
 * @param failure the exception to throw; null to return the result
 */
public record CallOutcome(@Nullable Object result, @Nullable Throwable failure) {

    /** Returns the outcome of a call that returns. */
    public static CallOutcome returning(@Nullable Object result) {
        return new CallOutcome(result, null);
    }

    /** Returns the outcome of a call that fails; a checked exception need not be declared. */
    public static CallOutcome throwing(Throwable failure) {
        return new CallOutcome(null, failure);
    }
}
