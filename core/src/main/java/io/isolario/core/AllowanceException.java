package io.isolario.core;

/** Thrown when a thread cannot be allowed: it has a sandbox already, or two allowances contradict each other. */
public final class AllowanceException extends IsolarioException {

    private static final long serialVersionUID = 1L;

    AllowanceException(String message) {
        super(message, null);
    }
}
