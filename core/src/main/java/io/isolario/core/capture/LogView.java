package io.isolario.core.capture;

import io.isolario.core.event.LogEntry;
import io.isolario.core.event.LogLevel;
import io.isolario.core.event.Logs;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A selection of the lines that one sandbox has. */
record LogView(CapturedLogs logs, FilteredEvents<LogEntry, LogEntry> lines) implements Logs {

    @Override
    public LogEntry awaitOne() {
        return lines.awaitOne();
    }

    @Override
    public LogEntry awaitOne(Duration timeout) {
        return lines.awaitOne(timeout);
    }

    @Override
    public List<LogEntry> await(int count) {
        return lines.await(count);
    }

    @Override
    public List<LogEntry> all() {
        return lines.all();
    }

    @Override
    public LogEntry single() {
        return lines.single();
    }

    @Override
    public void none() {
        lines.none();
    }

    @Override
    public long dropped() {
        return lines.dropped();
    }

    @Override
    public LogView matching(String description, Predicate<? super LogEntry> condition) {
        return new LogView(logs, lines.matching(description, condition));
    }

    @Override
    public LogView containing(String text) {
        return matching("contains \"" + text + "\"", line -> line.contains(text));
    }

    @Override
    public LogView atLeast(LogLevel level) {
        return matching("is at " + level + " or above", line -> line.level().compareTo(level) >= 0);
    }

    @Override
    public LogView from(String logger) {
        return matching("is from " + logger, line -> line.isFrom(logger));
    }

    @Override
    public LogView from(Class<?> logger) {
        return from(logger.getName());
    }

    @Override
    public void expectError(String text) {
        logs.rule().expect(text);
    }

    @Override
    public void allowErrors() {
        logs.rule().allowAll();
    }

    @Override
    public String text() {
        return logs.text();
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
