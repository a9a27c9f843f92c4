package io.isolario.agent.hook.point;

import org.jspecify.annotations.Nullable;

/**
 * A hook with one argument, often the token that an entry hook returned.
 *
 * @param <A> the argument
 */
@FunctionalInterface
public non-sealed interface EventHook<A> extends Hook {

    /** Called at the point. */
    void happened(A subject);

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // The instrumented code passes what the point declares.
    default @Nullable Object apply(@Nullable Object first, @Nullable Object second) {
        happened((A) first);
        return null;
    }
}
