package io.isolario.agent.hook.point;

import org.jspecify.annotations.Nullable;

/**
 * A hook with two arguments that returns a token for the hook at the end of the same call.
 *
 * @param <A> the first argument
 * @param <B> the second argument
 */
@FunctionalInterface
public non-sealed interface PairEntryHook<A, B extends @Nullable Object> extends Hook {

    /** Called at the point; returns the token, or null if the end needs no hook. */
    @Nullable
    Object entered(A subject, B detail);

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // The instrumented code passes what the point declares.
    default @Nullable Object apply(@Nullable Object first, @Nullable Object second) {
        return entered((A) first, (B) second);
    }
}
