package io.isolario.core;

import org.jspecify.annotations.Nullable;

/** The root of what Isolario throws for a misuse or a refusal; catch a subclass to distinguish the causes. */
public abstract class IsolarioException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected IsolarioException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
