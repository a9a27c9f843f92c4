package io.isolario.agent.reflect;

/** Thrown when a library does not look as expected. {@code LibraryHook} catches it. */
public final class UnfamiliarLibraryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message says what is not as expected */
    public UnfamiliarLibraryException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message says what is not as expected */
    public UnfamiliarLibraryException(String message) {
        super(message);
    }
}
