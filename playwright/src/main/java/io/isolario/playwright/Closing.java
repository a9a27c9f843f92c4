package io.isolario.playwright;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes several things, each whatever becomes of the others. */
final class Closing {

    private Closing() {}

    /** Closes all; then throws the first failure, with the others suppressed. */
    static void all(List<Runnable> closings) {
        RuntimeException first = null;
        for (Runnable closing : closings) {
            try {
                closing.run();
            } catch (RuntimeException failed) {
                first = joined(first, failed);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static RuntimeException joined(@Nullable RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }
}
