package io.isolario.agent.call;

import org.jspecify.annotations.Nullable;

/**
 * What a caller gets instead of what the method would have done.
 *
 * @param result of the type that the method returns, boxed; null for a void one
 * @param failure thrown instead, if it is not null
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
