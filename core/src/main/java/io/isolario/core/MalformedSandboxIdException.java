package io.isolario.core;

/** Thrown when a text that should be a {@link SandboxId} does not have the form of one. */
public final class MalformedSandboxIdException extends IsolarioException {

    private static final long serialVersionUID = 1L;

    MalformedSandboxIdException(String message) {
        super(message, null);
    }
}
