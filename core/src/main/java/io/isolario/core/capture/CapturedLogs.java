package io.isolario.core.capture;

import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.ResourceSession;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import io.isolario.core.SandboxState;
import io.isolario.core.event.LogEntry;
import io.isolario.core.event.LogLevel;
import io.isolario.core.remote.RemotePart;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource session that takes the lines that the application logs in one sandbox.
 *
 * <p>It keeps the latest {@value #CAPACITY}, and counts those that it dropped. With {@code isolario-logback}, what is logged through
 * Logback is taken while a sandbox is open; for other libraries call {@link #add}. Thread-safe.
 */
public final class CapturedLogs implements ResourceSession, io.isolario.core.event.Logs.Source, RemotePart.Logs {

    /** How many lines a sandbox keeps. */
    public static final int CAPACITY = 5_000;

    private final ManagedSandbox sandbox;
    private final LogTap tap;
    private final ErrorRule rule;
    private final EventLog<LogEntry> lines;

    CapturedLogs(ManagedSandbox sandbox, LogTap tap, LogLevel failFrom) {
        this.sandbox = sandbox;
        this.tap = tap;
        this.rule = new ErrorRule(sandbox, failFrom);
        this.lines = new EventLog<>(sandbox, CAPACITY, line -> line.level().name());
    }

    /** Returns the resource that lets each sandbox see its own lines, and fails the test for an unexpected ERROR. */
    public static SandboxResource<CapturedLogs> resource() {
        return resource(LogLevel.ERROR);
    }

    /**
     * Returns the resource that lets each sandbox see its own lines.
     *
     * @param failFrom the level from which an unexpected line fails the test; {@link LogLevel#OFF} for none
     */
    public static SandboxResource<CapturedLogs> resource(LogLevel failFrom) {
        return new LogsResource(failFrom);
    }

    /** Returns whether the lines of this JVM are taken without calls of {@link #add}, because a {@link LogTapProvider} can. */
    public static boolean takesLinesByItself() {
        return LogTaps.provider().isPresent();
    }

    /**
     * Checks that the lines of this JVM are still taken. Call it after configuring the log while sandboxes are open, as an
     * application does that starts: that detaches every appender.
     */
    public static void logWasConfigured() {
        SandboxRegistry.resourcesInUse(LogsResource.class).forEach(LogsResource::tapAgain);
    }

    /** Takes a line. After the end of the sandbox it only informs failed waits that the line came too late. */
    public void add(LogEntry line) {
        lines.add(line);
        if (sandbox.state() == SandboxState.ENDED) {
            return;
        }
        rule.see(line);
        if (line.level().compareTo(LogLevel.INFO) >= 0) {
            sandbox.journal().add(JournalKind.LOG, line.level() + " " + line.logger() + ": " + line.message());
        }
    }

    @Override
    public io.isolario.core.event.Logs everything() {
        if (tap == AbsentTap.MISSING) {
            throw new RefusalException("Nothing takes the log lines of sandbox " + sandbox + ": this JVM logs by "
                    + LogTaps.library() + ", and what reads Logback is not on the class path. Add the artifact"
                    + " io.isolario:isolario-logback with scope test.");
        }
        return new LogView(
                this, new FilteredEvents<>(sandbox, lines, EventFilter.ofType(LogEntry.class, "line of the log")));
    }

    ErrorRule rule() {
        return rule;
    }

    String text() {
        return LogText.of(lines.all(), lines.dropped());
    }

    @Override
    public List<String> verify() {
        return rule.verify();
    }

    /** Forgets the lines, but not that one of them is to fail the test. */
    @Override
    public void reset() {
        lines.clear();
    }

    @Override
    public Optional<Mark> mark() {
        return Optional.of(lines.mark());
    }

    @Override
    public void release() {
        tap.close();
    }

    @Override
    public Object read(Map<String, String> parameters) {
        LogLevel least = LogLevel.named(parameters.getOrDefault("level", "trace"));
        String text = parameters.getOrDefault("contains", "");
        List<Map<String, Object>> found = lines.all().stream()
                .filter(line -> line.level().compareTo(least) >= 0 && line.contains(text))
                .map(CapturedLogs::asJson)
                .toList();
        return Map.of("lines", found, "dropped", lines.dropped());
    }

    private static Map<String, Object> asJson(LogEntry line) {
        return Map.of(
                "time", line.time().toString(),
                "level", line.level().name(),
                "logger", line.logger(),
                "thread", line.thread(),
                "message", line.message(),
                "failure", line.failure().map(Throwable::toString));
    }

    @Override
    public Object write(Map<String, Object> value) {
        throw new IllegalArgumentException("The log of sandbox " + sandbox + " can only be read.");
    }
}
