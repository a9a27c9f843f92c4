package io.isolario.core;

/** Thrown when a sandbox cannot be shared with unowned work, or cannot be opened because another one is. */
public final class SharingException extends IsolarioException {

    private static final long serialVersionUID = 1L;

    SharingException(String message) {
        super(message, null);
    }
}
