package io.isolario.agent.reflect;

/** Thrown when a library does not look as expected. It does not leave the hook. */
public final class UnfamiliarLibraryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is not as expected */
    public UnfamiliarLibraryException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message what is not as expected */
    public UnfamiliarLibraryException(String message) {
        super(message);
    }
}
