package io.isolario.junit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.Isolation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sums up the sandboxed tests that run while a launcher session is open. Thread-safe. */
final class SuiteSummary {

    private static final Logger LOG = LoggerFactory.getLogger(SuiteSummary.class);

    // Static because JUnit 5.12 gives the extension, which sees the tests, and the session listener, which sees the
    // end, nothing
    // in common. Emptied when the outermost session closes.
    private static final SuiteSummary OF_THIS_JVM = new SuiteSummary();

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private int sessions;

    @GuardedBy("lock")
    private Figures figures = new Figures();

    @GuardedBy("lock")
    private boolean progressIsShown;

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

    /** Returns false when the progress of another run is shown, which this one is a part of. */
    boolean beginsProgress() {
        lock.lock();
        try {
            boolean begins = !progressIsShown;
            progressIsShown = true;
            return begins;
        } finally {
            lock.unlock();
        }
    }

    void endsProgress() {
        lock.lock();
        try {
            progressIsShown = false;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether a sandboxed test has begun. */
    boolean hasBegun() {
        lock.lock();
        try {
            return figures.tests > 0;
        } finally {
            lock.unlock();
        }
    }

    Run opened() {
        return new Run();
    }

    /** Returns whether it is the first test of all. */
    private boolean began(Concurrency concurrency) {
        lock.lock();
        try {
            figures.tests++;
            figures.running++;
            figures.highestAtOnce = Math.max(figures.highestAtOnce, figures.running);
            if (figures.ofFirstTest != null) {
                return false;
            }
            figures.ofFirstTest = concurrency;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void ended(long beganNanos) {
        long now = System.nanoTime();
        lock.lock();
        try {
            figures.running--;
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
        private long firstNanos;
        private long lastNanos;
        private @Nullable Concurrency ofFirstTest;

        private SuiteReport report() {
            return new SuiteReport(
                    tests,
                    Duration.ofNanos(lastNanos - firstNanos),
                    highestAtOnce,
                    Optional.ofNullable(ofFirstTest).orElseThrow());
        }
    }

    /** One sandbox of a test, from before it is entered until it is closed. Confined to one thread at a time. */
    final class Run implements AutoCloseable {

        private long beganNanos;
        private boolean test;

        private Run() {}

        /** Notes that the body of the test runs; the first one of all says how it and the others run. */
        void isATest(ExtensionContext context, Isolation isolation) {
            if (test) {
                return;
            }
            test = true;
            beganNanos = System.nanoTime();
            Concurrency concurrency = Concurrency.of(context);
            if (began(concurrency)) {
                LOG.info("{}", concurrency.describeStart(isolation));
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
