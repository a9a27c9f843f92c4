package io.isolario.core.capture;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import io.isolario.core.SandboxState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * What came in one sandbox, the latest of it, and those who wait for more.
 *
 * <p>Nothing of others runs under the lock: their conditions may log, and a line of the log is an arrival itself. Thread-safe.
 */
final class EventLog<T> {

    private final ManagedSandbox sandbox;
    private final int capacity;
    private final Function<T, String> kind;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();

    @GuardedBy("lock")
    private final Deque<Arrival<T>> kept = new ArrayDeque<>();

    @GuardedBy("lock")
    private final List<FailedWait> vainWaits = new ArrayList<>();

    @GuardedBy("lock")
    private long lastNumber;

    @GuardedBy("lock")
    private long dropped;

    /** @param kind what sort of thing an arrival is, for the count of what came instead */
    EventLog(ManagedSandbox sandbox, int capacity, Function<T, String> kind) {
        this.sandbox = sandbox;
        this.capacity = capacity;
        this.kind = kind;
    }

    void add(T what) {
        boolean ended = sandbox.state() == SandboxState.ENDED;
        String thread = Thread.currentThread().getName();
        Arrival<T> arrival;
        List<FailedWait> toTell;
        lock.lock();
        try {
            arrival = new Arrival<>(++lastNumber, System.nanoTime(), thread, what);
            if (!ended) {
                keep(arrival);
            }
            toTell = List.copyOf(vainWaits);
        } finally {
            lock.unlock();
        }
        tell(toTell, arrival, ended);
    }

    @GuardedBy("lock")
    private void keep(Arrival<T> arrival) {
        if (kept.size() == capacity) {
            kept.removeFirst();
            dropped++;
        }
        kept.addLast(arrival);
        news.signalAll();
    }

    private void tell(List<FailedWait> waits, Arrival<T> late, boolean ended) {
        for (FailedWait wait : waits) {
            if (wait.tell(late, ended)) {
                lock.lock();
                try {
                    vainWaits.remove(wait);
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    /** Returns what came after the arrival of that number; waits until there is something, and returns nothing when the time is over. */
    List<Arrival<T>> after(long number, long deadlineNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (kept.isEmpty() || kept.getLast().number() <= number) {
                long left = deadlineNanos - System.nanoTime();
                if (left <= 0) {
                    return List.of();
                }
                news.awaitNanos(left);
            }
            return kept.stream().filter(each -> each.number() > number).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Returns all that is kept. */
    List<T> all() {
        lock.lock();
        try {
            return kept.stream().map(Arrival::what).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Remembers a wait that failed after it had seen the arrival of that number. */
    void gaveUp(FailedWait wait, long seen) {
        List<Arrival<T>> meanwhile;
        lock.lock();
        try {
            meanwhile = kept.stream().filter(each -> each.number() > seen).toList();
            vainWaits.add(wait);
        } finally {
            lock.unlock();
        }
        for (Arrival<T> arrival : meanwhile) {
            if (wanted(wait, arrival)) {
                tell(List.of(wait), arrival, false);
                return;
            }
        }
    }

    private boolean wanted(FailedWait wait, Arrival<T> arrival) {
        return wait.wanted().includes(arrival.what());
    }

    String kindOf(T what) {
        return kind.apply(what);
    }

    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        replaceBy(List.of());
    }

    /** Returns a state to go back to. */
    ResourceSession.Mark mark() {
        List<Arrival<T>> state;
        lock.lock();
        try {
            state = List.copyOf(kept);
        } finally {
            lock.unlock();
        }
        return () -> replaceBy(state);
    }

    private void replaceBy(List<Arrival<T>> state) {
        lock.lock();
        try {
            kept.clear();
            kept.addAll(state);
        } finally {
            lock.unlock();
        }
    }
}
