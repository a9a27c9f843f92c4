package io.isolario.http.scenario;

/** Thrown when no scenario of a kind has a name; the message lists those that there are. */
public final class UnknownScenarioException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownScenarioException(String message) {
        super(message);
    }
}
