package io.isolario.http.scenario;

/** Thrown when the action of a scenario has thrown an exception; that is the cause. */
public final class ScenarioFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScenarioFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
