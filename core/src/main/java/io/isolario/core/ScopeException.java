package io.isolario.core;

/** Thrown when a scope is closed twice, out of order or on another thread. */
public final class ScopeException extends IsolarioException {

    private static final long serialVersionUID = 1L;

    ScopeException(String message) {
        super(message, null);
    }
}
