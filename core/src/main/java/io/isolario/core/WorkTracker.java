package io.isolario.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the work of one sandbox and wakes those who wait for the last unit to end. */
final class WorkTracker {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final Set<TrackedWork> outstanding = new LinkedHashSet<>();

    @GuardedBy("lock")
    private long changedNanos = System.nanoTime();

    TrackedWork begin(WorkKind kind, String description) {
        TrackedWork work = new TrackedWork(this, kind, description);
        lock.lock();
        try {
            outstanding.add(work);
            changedNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
        return work;
    }

    void ended(TrackedWork work) {
        lock.lock();
        try {
            if (outstanding.remove(work)) {
                changedNanos = System.nanoTime();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until nothing is outstanding but what the caller itself runs.
     *
     * @return whether that was reached within the timeout
     */
    boolean awaitQuiescence(Duration timeout) throws InterruptedException {
        long nanosLeft = Durations.nanos(timeout);
        lock.lock();
        try {
            while (!quiescentFor(Thread.currentThread())) {
                if (nanosLeft <= 0) {
                    return false;
                }
                nanosLeft = changed.awaitNanos(nanosLeft);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how long ago a unit last began or ended; the age of this tracker when there was none. */
    Duration idle() {
        lock.lock();
        try {
            return since(changedNanos);
        } finally {
            lock.unlock();
        }
    }

    List<PendingWork> pending() {
        List<TrackedWork> snapshot;
        lock.lock();
        try {
            snapshot = List.copyOf(outstanding);
        } finally {
            lock.unlock();
        }
        return snapshot.stream()
                .filter(work -> !work.runsOn(Thread.currentThread()))
                .map(TrackedWork::describe)
                .toList();
    }

    @GuardedBy("lock")
    private boolean quiescentFor(Thread caller) {
        return outstanding.stream().allMatch(work -> work.runsOn(caller));
    }

    static Duration since(long startNanos) {
        return Duration.of(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS.toChronoUnit());
    }
}
