package io.isolario.core;

/** Thrown when a sandbox still has work outstanding when the wait for it times out. */
public final class QuiescenceTimeoutException extends IsolarioException {

    private static final long serialVersionUID = 1L;

    public QuiescenceTimeoutException(String message) {
        super(message, null);
    }
}
