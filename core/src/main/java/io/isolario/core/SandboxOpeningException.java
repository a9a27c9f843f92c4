package io.isolario.core;

/** Thrown when a sandbox could not be opened because one of its resources could not; nothing is left behind. */
public final class SandboxOpeningException extends IsolarioException {

    private static final long serialVersionUID = 1L;

    SandboxOpeningException(String message, Throwable cause) {
        super(message, cause);
    }
}
