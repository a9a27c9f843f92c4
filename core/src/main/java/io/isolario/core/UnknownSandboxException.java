package io.isolario.core;

/** Thrown when no sandbox of this registry has the given id. */
public final class UnknownSandboxException extends IsolarioException {

    private static final long serialVersionUID = 1L;

    UnknownSandboxException(String message) {
        super(message, null);
    }
}
