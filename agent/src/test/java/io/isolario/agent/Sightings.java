package io.isolario.agent;

import io.isolario.core.ManagedSandbox;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A record of the sandboxes that threads were in. Its queue is of a kind that is not followed, so recording has no effect. */
final class Sightings {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Queue<Optional<ManagedSandbox>> seen = new ArrayDeque<>();

    void add(Optional<ManagedSandbox> sandbox) {
        lock.lock();
        try {
            seen.add(sandbox);
            more.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next record, 10 s at most. */
    Optional<ManagedSandbox> next() throws InterruptedException {
        long nanosLeft = TimeUnit.SECONDS.toNanos(10);
        lock.lock();
        try {
            while (seen.isEmpty()) {
                if (nanosLeft <= 0) {
                    throw new IllegalStateException("nothing was seen within 10 s");
                }
                nanosLeft = more.awaitNanos(nanosLeft);
            }
            return seen.remove();
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return seen.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
