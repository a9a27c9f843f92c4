package io.isolario.postgres;

import org.jspecify.annotations.Nullable;

/**
 * A throwaway PostgreSQL cannot be had, or not as promised. The message says what happened, the state that explains it, and the
 * ways out.
 */
public final class ThrowawayPostgresException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ThrowawayPostgresException(String message) {
        super(message);
    }

    ThrowawayPostgresException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
