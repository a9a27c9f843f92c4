package io.isolario.junit;

import org.jspecify.annotations.Nullable;

/** A test could not begin: the fixture of its class has failed. */
final class FixtureFailedError extends AssertionError {

    private static final long serialVersionUID = 1L;

    FixtureFailedError(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
