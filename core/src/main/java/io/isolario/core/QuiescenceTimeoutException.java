package io.isolario.core;

/** Thrown when a sandbox still has work outstanding after the time that somebody was ready to wait. */
public final class QuiescenceTimeoutException extends IsolarioException {

    private static final long serialVersionUID = 1L;

    public QuiescenceTimeoutException(String message) {
        super(message, null);
    }
}
