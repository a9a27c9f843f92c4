package io.isolario.agent.carrier;

/** Thrown when a library does not look as expected. It does not leave the hook. */
final class UnfamiliarLibraryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfamiliarLibraryException(String message, Throwable cause) {
        super(message, cause);
    }

    UnfamiliarLibraryException(String message) {
        super(message);
    }
}
