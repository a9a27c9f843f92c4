package io.isolario.core.work;

import io.isolario.core.internal.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A unit of work that has not ended, as it was when it was described.
 *
 * @param kind what sort of work it is
 * @param description which one, for example {@code POST /accounts}
 * @param age how long ago it began
 * @param submittedBy the name of the thread that began it
 * @param submittedAt the stack of that thread when it began, innermost frame first; empty when it was not kept
 * @param runningOn the name of the thread that runs it; empty when none has taken it
 * @param runningAt the stack of that thread now, innermost frame first; empty when none has taken it
 */
public record PendingWork(
        WorkKind kind,
        String description,
        Duration age,
        String submittedBy,
        List<StackTraceElement> submittedAt,
        Optional<String> runningOn,
        List<StackTraceElement> runningAt) {

    private static final int FRAMES_SHOWN = 12;
    private static final String NO_STACK =
            "\n    where is not known: only the first units of a sandbox keep the stack of their "
                    + "submission; the system property isolario.submission-stacks=all keeps it for all";

    /** Keeps unmodifiable copies. */
    public PendingWork {
        submittedAt = List.copyOf(submittedAt);
        runningAt = List.copyOf(runningAt);
    }

    /** Returns the unit as a paragraph of a message: what, since when, submitted where, now where. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        text.append(kind.name().toLowerCase(java.util.Locale.ROOT))
                .append(" \"")
                .append(description)
                .append("\", ");
        text.append(Durations.describe(age))
                .append(" old, begun by thread \"")
                .append(submittedBy)
                .append('"');
        append(text, submittedAt);
        if (submittedAt.isEmpty()) {
            text.append(NO_STACK);
        }
        if (runningOn.isEmpty()) {
            return text.append("\n  no thread runs it yet").toString();
        }
        text.append("\n  now on thread \"").append(runningOn.get()).append('"');
        append(text, runningAt);
        return text.toString();
    }

    private static void append(StringBuilder text, List<StackTraceElement> frames) {
        frames.stream().limit(FRAMES_SHOWN).forEach(frame -> text.append("\n    at ")
                .append(frame));
        if (frames.size() > FRAMES_SHOWN) {
            text.append("\n    … ").append(frames.size() - FRAMES_SHOWN).append(" more frames");
        }
    }
}
