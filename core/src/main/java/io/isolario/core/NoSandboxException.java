package io.isolario.core;

/** Thrown when something that needs a sandbox is done on a thread that has none. */
public final class NoSandboxException extends IsolarioException {

    private static final long serialVersionUID = 1L;

    NoSandboxException(String message) {
        super(message, null);
    }
}
