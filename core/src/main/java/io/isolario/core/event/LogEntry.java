package io.isolario.core.event;

import java.time.Instant;
import java.util.Optional;

/**
 * A line that the application logged in a sandbox.
 *
 * @param time when it was logged
 * @param level how grave it is
 * @param logger the name of the logger
 * @param thread the name of the thread that logged it
 * @param message the message, with its arguments filled in
 * @param failure the exception that was logged with it
 */
public record LogEntry(
        Instant time, LogLevel level, String logger, String thread, String message, Optional<Throwable> failure) {

    public boolean contains(String text) {
        return message.contains(text)
                || failure.map(Throwable::toString).orElse("").contains(text);
    }

    public boolean isFrom(String name) {
        return logger.equals(name) || logger.startsWith(name + ".");
    }

    @Override
    public String toString() {
        return time + " " + level + " [" + thread + "] " + logger + ": " + message
                + failure.map(thrown -> " (" + thrown + ")").orElse("");
    }
}
