package io.isolario.agent;

/** Thrown when the agent cannot be installed in this JVM; the message says why and what to do instead. */
public final class AgentRefusalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AgentRefusalException(String message, Throwable cause) {
        super(message, cause);
    }

    AgentRefusalException(String message) {
        super(message);
    }
}
