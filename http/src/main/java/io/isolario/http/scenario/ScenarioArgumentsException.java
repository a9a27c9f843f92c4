package io.isolario.http.scenario;

import java.util.List;

/** Thrown when the arguments of a scenario are not what it takes; the message lists what is wrong, and what would be right. */
public final class ScenarioArgumentsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ScenarioArgumentsException(String message, List<String> problems) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    /** Returns what is wrong, one sentence for each argument. */
    public List<String> problems() {
        return problems;
    }
}
