package io.isolario.junit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Counts the tests of a run as they end, each once. Thread-safe. */
final class RunCount {

    // The time of fewer tests says little about the rest.
    private static final int LEAST_DONE = 10;
    private static final int LEAST_SHARE = 10;

    private final LongSupplier nanoTime;
    private final long began;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Set<String> open = new HashSet<>();

    @GuardedBy("lock")
    private int all;

    @GuardedBy("lock")
    private int failed;

    @GuardedBy("lock")
    private OptionalLong firstTestBegan = OptionalLong.empty();

    RunCount(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    void isKnown(String test) {
        lock.lock();
        try {
            if (open.add(test)) {
                all++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Notes that a test begins. What comes before the first one is no basis for an expectation. */
    void begins() {
        lock.lock();
        try {
            if (firstTestBegan.isEmpty()) {
                firstTestBegan = OptionalLong.of(nanoTime.getAsLong());
            }
        } finally {
            lock.unlock();
        }
    }

    void isDone(String test) {
        lock.lock();
        try {
            open.remove(test);
        } finally {
            lock.unlock();
        }
    }

    void hasFailed() {
        lock.lock();
        try {
            failed++;
        } finally {
            lock.unlock();
        }
    }

    RunProgress now() {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            int done = all - open.size();
            return new RunProgress(done, all, failed, Duration.ofNanos(now - began), expected(now, done));
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private Optional<Duration> expected(long now, int done) {
        if (firstTestBegan.isEmpty() || done == all || done < LEAST_DONE || done * LEAST_SHARE < all) {
            return Optional.empty();
        }
        long first = firstTestBegan.getAsLong();
        return Optional.of(Duration.ofNanos(first - began)
                .plus(Duration.ofNanos(now - first).multipliedBy(all).dividedBy(done)));
    }
}
