package io.isolario.agent.hook.point;

import org.jspecify.annotations.Nullable;

/**
 * A hook with one argument that returns a token for the hook at the end of the same call.
 *
 * @param <A> the argument
 */
@FunctionalInterface
public non-sealed interface EntryHook<A> extends Hook {

    /** Called at the point; returns the token, or null if the end needs no hook. */
    @Nullable
    Object entered(A subject);

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // The instrumented code passes what the point declares.
    default @Nullable Object apply(@Nullable Object first, @Nullable Object second) {
        return entered((A) first);
    }
}
