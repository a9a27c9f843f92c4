package io.isolario.core.capture;

import io.isolario.core.IsolarioException;

/** Tells, as part of another failure, that what a test waited for came after the wait. */
final class TooLateException extends IsolarioException {

    private static final long serialVersionUID = 1L;

    TooLateException(String message) {
        super(message, null);
    }
}
