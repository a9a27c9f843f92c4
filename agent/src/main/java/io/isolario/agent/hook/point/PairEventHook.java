package io.isolario.agent.hook.point;

import org.jspecify.annotations.Nullable;

/**
 * A hook with two arguments; the first is often the token that an entry hook returned.
 *
 * @param <A> the first argument
 * @param <B> the second argument
 */
@FunctionalInterface
public non-sealed interface PairEventHook<A, B extends @Nullable Object> extends Hook {

    /** Called at the point. */
    void happened(A subject, B detail);

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // The instrumented code passes what the point declares.
    default @Nullable Object apply(@Nullable Object first, @Nullable Object second) {
        happened((A) first, (B) second);
        return null;
    }
}
