package io.isolario.junit;

import io.isolario.core.JournalEntry;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.capture.CapturedLogs;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * The log of one test, shown with its failure: no line of a test that ran at the same time is in it. Below it stands what work without
 * a sandbox did or was refused meanwhile.
 *
 * <p>The lines are read when the failure is printed, so those are there too that were logged while the sandbox ended.
 */
final class LogOfTest extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int UNOWNED_SHOWN = 10;

    // Nobody serialises a failure together with the sandbox that it came from.
    @SuppressWarnings("serial")
    private final transient ManagedSandbox sandbox;

    private LogOfTest(ManagedSandbox sandbox) {
        super(null, null, false, false);
        this.sandbox = sandbox;
    }

    /** Adds the log to the failure of a test, if the log is captured, or if work without a sandbox was noted. */
    static void addTo(Throwable failure, ManagedSandbox sandbox) {
        LogOfTest log = new LogOfTest(sandbox);
        if (!(failure instanceof TestAbortedException)
                && (log.isCaptured() || !log.unowned().isEmpty())) {
            failure.addSuppressed(log);
        }
    }

    private boolean isCaptured() {
        return sandbox.findSession(CapturedLogs.class).isPresent();
    }

    private List<JournalEntry> unowned() {
        return sandbox.journal().entries(JournalKind.UNOWNED);
    }

    @Override
    public String getMessage() {
        StringBuilder message = new StringBuilder();
        if (isCaptured()) {
            String lines = sandbox.logs().text();
            message.append("The log of sandbox ")
                    .append(sandbox)
                    .append(lines.isEmpty() ? " is empty." : ":\n" + lines.stripTrailing());
        }
        List<JournalEntry> unowned = unowned();
        if (!unowned.isEmpty()) {
            message.append(message.isEmpty() ? "" : "\n")
                    .append("Work without a sandbox meanwhile, which may have been meant for this test:");
            unowned.stream().limit(UNOWNED_SHOWN).forEach(entry -> message.append("\n- thread \"")
                    .append(entry.thread())
                    .append("\": ")
                    .append(entry.text()));
            int more = unowned.size() - UNOWNED_SHOWN;
            message.append(more > 0 ? "\n- and " + more + " more" : "");
        }
        return message.toString();
    }
}
