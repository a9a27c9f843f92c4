package io.isolario.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One reason why the owner of a sandbox should fail.
 *
 * @param kind at which step it showed
 * @param message the full message
 * @param cause the exception behind it, if there is one
 */
public record Problem(ProblemKind kind, String message, Optional<Throwable> cause) {

    static Problem of(ProblemKind kind, String message) {
        return new Problem(kind, message, Optional.empty());
    }

    static Problem of(ProblemKind kind, String what, @Nullable Throwable cause) {
        return new Problem(kind, what + ": " + cause, Optional.ofNullable(cause));
    }
}
