package io.isolario.core;

/** Thrown when something cannot be had truthfully in a sandbox; the message says what, why, and the legal ways out. */
public final class RefusalException extends IsolarioException {

    private static final long serialVersionUID = 1L;

    public RefusalException(String message) {
        super(message, null);
    }
}
