package io.isolario.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Counts the work of one sandbox and wakes those who wait for the last unit to end. */
final class WorkTracker {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final Set<TrackedWork> outstanding = new LinkedHashSet<>();

    // What is due later, and what waits unseen: not outstanding until it runs.
    @GuardedBy("lock")
    private final Set<TrackedWork> apart = new LinkedHashSet<>();

    @GuardedBy("lock")
    private boolean sealed;

    @GuardedBy("lock")
    private boolean hosts = true;

    @GuardedBy("lock")
    private long changedNanos = System.nanoTime();

    TrackedWork begin(WorkKind kind, String description) {
        TrackedWork work = new TrackedWork(this, kind, description, null, CarriedWork.Waiting.COUNTS);
        lock.lock();
        try {
            outstanding.add(work);
            changedNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
        return work;
    }

    /** Keeps a unit that an agent carries; returns null when it takes no more. */
    @Nullable
    TrackedWork carry(CarriedWork carrier, CarriedWork.Waiting waiting, WorkKind kind, Object what) {
        TrackedWork work = new TrackedWork(this, kind, what, carrier, waiting);
        lock.lock();
        try {
            if (sealed) {
                return null;
            }
            if (waiting == CarriedWork.Waiting.COUNTS) {
                outstanding.add(work);
                changedNanos = System.nanoTime();
            } else {
                apart.add(work);
            }
        } finally {
            lock.unlock();
        }
        return work;
    }

    void startsCounting(TrackedWork work) {
        lock.lock();
        try {
            if (apart.remove(work)) {
                outstanding.add(work);
                changedNanos = System.nanoTime();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether units can be hosted, that is, need not end before the sandbox does. */
    boolean hosts() {
        lock.lock();
        try {
            return hosts;
        } finally {
            lock.unlock();
        }
    }

    /** Makes quiescence wait for the units that were hosted so far. */
    void endHosting() {
        lock.lock();
        try {
            hosts = false;
            List<TrackedWork> hosted =
                    apart.stream().filter(WorkTracker::isHosted).toList();
            hosted.forEach(apart::remove);
            outstanding.addAll(hosted);
        } finally {
            lock.unlock();
        }
    }

    private static boolean isHosted(TrackedWork work) {
        CarriedWork carrier = work.carrier();
        return carrier != null && carrier.isHosted();
    }

    /** Takes no more units that are carried, and cuts off those that are not outstanding. */
    void seal() {
        List<TrackedWork> left;
        lock.lock();
        try {
            sealed = true;
            left = List.copyOf(apart);
        } finally {
            lock.unlock();
        }
        for (TrackedWork work : left) {
            CarriedWork carrier = work.carrier();
            if (carrier != null) {
                carrier.sandboxEnded();
            }
        }
    }

    void ended(TrackedWork work) {
        lock.lock();
        try {
            if (outstanding.remove(work)) {
                changedNanos = System.nanoTime();
                changed.signalAll();
            } else {
                apart.remove(work);
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

    List<PendingWork> delayed() {
        List<TrackedWork> snapshot;
        lock.lock();
        try {
            snapshot = List.copyOf(apart);
        } finally {
            lock.unlock();
        }
        return snapshot.stream()
                .filter(work -> work.waiting() == CarriedWork.Waiting.IS_LISTED)
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
