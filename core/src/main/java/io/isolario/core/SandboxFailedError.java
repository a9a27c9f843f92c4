package io.isolario.core;

/** Thrown to the owner of a sandbox that ended with problems; an {@link AssertionError}, so runners report a failed test. */
public final class SandboxFailedError extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final transient CloseReport report;

    SandboxFailedError(CloseReport report) {
        super(message(report));
        this.report = report;
        report.problems().stream().flatMap(problem -> problem.cause().stream()).forEach(this::addSuppressed);
    }

    /** Returns how the end went. */
    public CloseReport report() {
        return report;
    }

    private static String message(CloseReport report) {
        StringBuilder text = new StringBuilder(
                "Sandbox \"" + report.owner() + "\" (" + report.id().abbreviated() + ") ended with "
                        + report.problems().size() + (report.problems().size() == 1 ? " problem:" : " problems:"));
        for (Problem problem : report.problems()) {
            text.append("\n- ").append(problem.message().replace("\n", "\n  "));
        }
        return text.toString();
    }
}
