package io.isolario.springboot.scoped;

import org.jspecify.annotations.Nullable;

/** What failed of steps that have to be done all, whatever becomes of each. Confined to one thread. */
final class Failures {

    private @Nullable Throwable first;

    /** Does a step, and keeps what it throws. */
    void collect(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error failure) {
            Throwable before = first;
            if (before == null) {
                first = failure;
            } else if (before != failure) {
                before.addSuppressed(failure);
            }
        }
    }

    /** Throws the first failure, the others suppressed in it; does nothing if all went well. */
    void orThrow() {
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
