package io.isolario.junit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Sums up the sandboxed tests that run while a launcher session is open. Thread-safe. */
final class SuiteSummary {

    // Static because JUnit 5.12 gives the extension, which sees the tests, and the session listener, which sees the
    // end, nothing
    // in common. Emptied when the outermost session closes.
    private static final SuiteSummary OF_THIS_JVM = new SuiteSummary();

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private int sessions;

    @GuardedBy("lock")
    private Figures figures = new Figures();

    SuiteSummary() {}

    static SuiteSummary ofThisJvm() {
        return OF_THIS_JVM;
    }

    void sessionOpened() {
        lock.lock();
        try {
            sessions++;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the figures if this was the outermost session and tests ran, and starts anew. */
    Optional<SuiteReport> sessionClosed() {
        lock.lock();
        try {
            if (--sessions > 0 || figures.tests == 0) {
                return Optional.empty();
            }
            SuiteReport report = figures.report();
            figures = new Figures();
            return Optional.of(report);
        } finally {
            lock.unlock();
        }
    }

    Run opened() {
        return new Run();
    }

    private void began(Concurrency concurrency) {
        lock.lock();
        try {
            figures.tests++;
            figures.running++;
            figures.highestAtOnce = Math.max(figures.highestAtOnce, figures.running);
            if (figures.ofFirstTest == null) {
                figures.ofFirstTest = concurrency;
            }
        } finally {
            lock.unlock();
        }
    }

    private void ended(long beganNanos) {
        long now = System.nanoTime();
        lock.lock();
        try {
            figures.running--;
            figures.sum = figures.sum.plusNanos(now - beganNanos);
            figures.firstNanos = figures.ended++ == 0 ? beganNanos : Math.min(figures.firstNanos, beganNanos);
            figures.lastNanos = now;
        } finally {
            lock.unlock();
        }
    }

    private static final class Figures {
        private int tests;
        private int ended;
        private int running;
        private int highestAtOnce;
        private Duration sum = Duration.ZERO;
        private long firstNanos;
        private long lastNanos;
        private @Nullable Concurrency ofFirstTest;

        private SuiteReport report() {
            return new SuiteReport(
                    tests,
                    Duration.ofNanos(lastNanos - firstNanos),
                    sum,
                    highestAtOnce,
                    Optional.ofNullable(ofFirstTest).orElseThrow());
        }
    }

    /** One sandbox of a test, from before it is entered until it is closed. Confined to one thread at a time. */
    final class Run implements AutoCloseable {

        private long beganNanos;
        private boolean test;

        private Run() {}

        void isATest(ExtensionContext context) {
            if (!test) {
                test = true;
                beganNanos = System.nanoTime();
                began(Concurrency.of(context));
            }
        }

        @Override
        public void close() {
            if (test) {
                ended(beganNanos);
            }
        }
    }
}
