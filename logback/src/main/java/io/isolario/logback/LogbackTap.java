package io.isolario.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.capture.CapturedLogs;
import io.isolario.core.capture.LogTap;
import io.isolario.core.event.LogEntry;
import io.isolario.core.event.LogLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * An appender that gives each line to the sandbox of the thread that logs it. It is attached only while sandboxes are open.
 *
 * <p>Configuring Logback again, as an application does when it starts, detaches all appenders silently. This one is attached again
 * with the next sandbox, or when the application reports the change. Thread-safe.
 */
final class LogbackTap extends UnsynchronizedAppenderBase<ILoggingEvent> implements LogTap {

    private final SandboxRegistry registry;
    private final LoggerContext loggers;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final List<Logger> tapped = new ArrayList<>();

    @GuardedBy("lock")
    private int open;

    private LogbackTap(SandboxRegistry registry, LoggerContext loggers) {
        this.registry = registry;
        this.loggers = loggers;
        setContext(loggers);
        setName("isolario " + registry.name());
    }

    static LogbackTap of(SandboxRegistry registry) {
        return new LogbackTap(registry, (LoggerContext) LoggerFactory.getILoggerFactory());
    }

    @Override
    public void open() {
        lock.lock();
        try {
            open++;
            attach();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void again() {
        lock.lock();
        try {
            if (open > 0) {
                attach();
            }
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void attach() {
        // Configuring Logback again also stops the appender.
        start();
        if (!root().isAttached(this)) {
            tapped.clear();
            tap(root());
            // Their lines do not reach the root logger.
            for (Logger logger : loggers.getLoggerList()) {
                if (!logger.isAdditive()) {
                    tap(logger);
                }
            }
        }
    }

    @GuardedBy("lock")
    private void tap(Logger logger) {
        logger.addAppender(this);
        tapped.add(logger);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (--open == 0) {
                tapped.forEach(logger -> logger.detachAppender(this));
                tapped.clear();
            }
        } finally {
            lock.unlock();
        }
    }

    private Logger root() {
        return loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Override
    protected void append(ILoggingEvent event) {
        Optional<ManagedSandbox> own = ManagedSandbox.watched();
        if (own.isEmpty() || own.get().registry() == registry) {
            own.or(registry::current)
                    .flatMap(current -> current.findSession(CapturedLogs.class))
                    .ifPresent(logs -> logs.add(entry(event)));
        }
    }

    private static LogEntry entry(ILoggingEvent event) {
        return new LogEntry(
                event.getInstant(),
                level(event.getLevel()),
                event.getLoggerName(),
                event.getThreadName(),
                String.valueOf(event.getFormattedMessage()),
                failure(event.getThrowableProxy()));
    }

    private static Optional<Throwable> failure(@Nullable IThrowableProxy proxy) {
        return proxy instanceof ThrowableProxy ours ? Optional.ofNullable(ours.getThrowable()) : Optional.empty();
    }

    private static LogLevel level(Level level) {
        return switch (level.toInt()) {
            case Level.ERROR_INT -> LogLevel.ERROR;
            case Level.WARN_INT -> LogLevel.WARN;
            case Level.INFO_INT -> LogLevel.INFO;
            case Level.DEBUG_INT -> LogLevel.DEBUG;
            default -> LogLevel.TRACE;
        };
    }
}
