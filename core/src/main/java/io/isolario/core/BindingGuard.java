package io.isolario.core;

import org.jspecify.annotations.Nullable;

/**
 * The time during which code that is not ours runs on a thread that is not its own, such as a task on a pooled thread: at its end
 * the thread has the binding that it had before, even if that code left a scope open.
 */
record BindingGuard(@Nullable BoundScope before, @Nullable BoundScope during) implements AutoCloseable {

    /** Binds the calling thread to a sandbox, or to none. */
    static BindingGuard in(@Nullable DefaultSandbox sandbox) {
        BoundScope before = ContextSlot.innermost();
        return new BindingGuard(before, BoundScope.open(sandbox));
    }

    /** Leaves the binding of the calling thread as it is. */
    static BindingGuard unbound() {
        BoundScope before = ContextSlot.innermost();
        return new BindingGuard(before, before);
    }

    @Override
    public void close() {
        BoundScope.restore(before, during);
    }
}
