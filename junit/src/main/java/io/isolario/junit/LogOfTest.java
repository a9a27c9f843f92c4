package io.isolario.junit;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.capture.CapturedLogs;
import org.opentest4j.TestAbortedException;

/**
 * The log of one test, shown with its failure: no line of a test that ran at the same time is in it.
 *
 * <p>The lines are read when the failure is printed, so those are there too that were logged while the sandbox ended.
 */
final class LogOfTest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    // Nobody serialises a failure together with the sandbox that it came from.
    @SuppressWarnings("serial")
    private final transient ManagedSandbox sandbox;

    private LogOfTest(ManagedSandbox sandbox) {
        super(null, null, false, false);
        this.sandbox = sandbox;
    }

    /** Adds the log to the failure of a test, if the log is captured. */
    static void addTo(Throwable failure, ManagedSandbox sandbox) {
        if (!(failure instanceof TestAbortedException)
                && sandbox.findSession(CapturedLogs.class).isPresent()) {
            failure.addSuppressed(new LogOfTest(sandbox));
        }
    }

    @Override
    public String getMessage() {
        String lines = sandbox.logs().text();
        return "The log of sandbox " + sandbox + (lines.isEmpty() ? " is empty." : ":\n" + lines.stripTrailing());
    }
}
