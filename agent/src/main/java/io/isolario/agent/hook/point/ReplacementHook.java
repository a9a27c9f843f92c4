package io.isolario.agent.hook.point;

import org.jspecify.annotations.Nullable;

/**
 * A hook that may replace a value of the instrumented method.
 *
 * @param <A> the object that the value belongs to
 * @param <B> the value
 */
@FunctionalInterface
public non-sealed interface ReplacementHook<A, B extends @Nullable Object> extends Hook {

    /** Returns the value to use, which may be the given one. */
    B replacementFor(A subject, B value);

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // The instrumented code passes what the point declares.
    default @Nullable Object apply(@Nullable Object first, @Nullable Object second) {
        return replacementFor((A) first, (B) second);
    }
}
