package io.isolario.core;

/** Thrown when a sandbox of one registry meets a resource or a request of another. */
public final class ForeignSandboxException extends IsolarioException {

    private static final long serialVersionUID = 1L;

    ForeignSandboxException(String message) {
        super(message, null);
    }
}
