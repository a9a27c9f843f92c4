package io.isolario.core;

/**
 * Thrown when a sandbox that reserves what it needs was not opened, because others have all there is and none gave its part back in
 * time. Opening it again later can succeed. The message says who has what, and the legal ways out.
 */
public final class CapacityExceededException extends IsolarioException {

    private static final long serialVersionUID = 1L;

    /** For implementors of resources. */
    public CapacityExceededException(String message, Throwable cause) {
        super(message, cause);
    }
}
