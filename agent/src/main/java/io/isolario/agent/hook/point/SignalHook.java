package io.isolario.agent.hook.point;

import org.jspecify.annotations.Nullable;

/** A hook without arguments. */
@FunctionalInterface
public non-sealed interface SignalHook extends Hook {

    /** Called at the point. */
    void signalled();

    @Override
    default @Nullable Object apply(@Nullable Object first, @Nullable Object second) {
        signalled();
        return null;
    }
}
