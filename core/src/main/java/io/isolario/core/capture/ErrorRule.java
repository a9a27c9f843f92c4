package io.isolario.core.capture;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.event.LogEntry;
import io.isolario.core.event.LogLevel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which lines of the log fail the test of a sandbox. It keeps grave lines of its own, since those of the log may have been dropped.
 * Thread-safe.
 */
final class ErrorRule {

    private static final int MOST_KEPT = 100;

    private final ManagedSandbox sandbox;
    private final LogLevel failFrom;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final List<LogEntry> grave = new ArrayList<>();

    @GuardedBy("lock")
    private final Set<String> expected = new LinkedHashSet<>();

    @GuardedBy("lock")
    private final Set<String> met = new LinkedHashSet<>();

    @GuardedBy("lock")
    private int notKept;

    @GuardedBy("lock")
    private boolean allowed;

    ErrorRule(ManagedSandbox sandbox, LogLevel failFrom) {
        this.sandbox = sandbox;
        this.failFrom = failFrom;
    }

    void see(LogEntry line) {
        if (!fails(line) && line.level() != LogLevel.ERROR) {
            return;
        }
        lock.lock();
        try {
            if (isExpected(line)) {
                return;
            }
            if (grave.size() < MOST_KEPT) {
                grave.add(line);
            } else if (fails(line)) {
                notKept++;
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean fails(LogEntry line) {
        return line.level().compareTo(failFrom) >= 0;
    }

    void expect(String text) {
        sandbox.requireUsable("expect an error in its log");
        lock.lock();
        try {
            expected.add(text);
            for (LogEntry line : List.copyOf(grave)) {
                if (isExpected(line)) {
                    grave.remove(line);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private boolean isExpected(LogEntry line) {
        boolean any = false;
        for (String text : expected) {
            if (line.contains(text)) {
                met.add(text);
                any = true;
            }
        }
        return any;
    }

    void allowAll() {
        lock.lock();
        try {
            allowed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns what the test should fail for; when it failed anyway, its log shows the rest. */
    List<String> verify() {
        lock.lock();
        try {
            List<String> problems = new ArrayList<>();
            Set<String> unmet = new LinkedHashSet<>(expected);
            unmet.removeAll(met);
            unmet.forEach(text -> problems.add(unmet(text)));
            List<LogEntry> unexpected = failing(grave);
            if (!allowed && !unexpected.isEmpty() && !sandbox.hasFailed()) {
                problems.add(unexpected(unexpected, notKept));
            }
            return problems;
        } finally {
            lock.unlock();
        }
    }

    private String unmet(String text) {
        return "An ERROR that contains \"" + text + "\" was expected in the log of sandbox " + sandbox
                + ", but none came. Leave sandbox.logs().expectError(..) out, or wait in the test for what logs it.";
    }

    private List<LogEntry> failing(List<LogEntry> lines) {
        return lines.stream().filter(this::fails).toList();
    }

    private String unexpected(List<LogEntry> lines, int more) {
        int count = lines.size() + more;
        StringBuilder text = new StringBuilder(count == 1 ? "A line" : count + " lines")
                .append(" that nobody expected ")
                .append(count == 1 ? "was" : "were")
                .append(" logged at ")
                .append(failFrom)
                .append(" or above in sandbox ")
                .append(sandbox)
                .append(':');
        for (LogEntry line : lines) {
            text.append("\n- ").append(line);
        }
        if (more > 0) {
            text.append("\nand ").append(more).append(" more");
        }
        return text.append("\nExpect it with sandbox.logs().expectError(\"part of it\"), allow all of this test with"
                        + " sandbox.logs().allowErrors(), or switch this rule off for all tests: isolario.logs.fail-on=off,"
                        + " or CapturedLogs.resource(LogLevel.OFF).")
                .toString();
    }
}
