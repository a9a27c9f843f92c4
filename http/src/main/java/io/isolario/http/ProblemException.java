package io.isolario.http;

/** Ends the handling of a call of the HTTP API with a problem. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient HttpProblem problem;

    ProblemException(HttpProblem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    HttpProblem problem() {
        return problem;
    }
}
