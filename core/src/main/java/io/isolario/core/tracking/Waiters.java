package io.isolario.core.tracking;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Threads that wait for units to end. A thread registers before it looks, and a unit ends before it wakes anybody, so that no end
 * is missed. Thread-safe.
 */
final class Waiters {

    private static final long AUDIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final List<Waiter> waiters = new CopyOnWriteArrayList<>();
    private final WorkCount count;

    Waiters(WorkCount count) {
        this.count = count;
    }

    /** @param outstanding woken when so many units are outstanding, or fewer */
    private record Waiter(Thread thread, long outstanding) {}

    /** Called after each end. */
    void wake() {
        if (!waiters.isEmpty()) {
            long outstanding = count.outstanding();
            for (Waiter waiter : waiters) {
                if (outstanding <= waiter.outstanding()) {
                    LockSupport.unpark(waiter.thread());
                }
            }
        }
    }

    /** Called every now and then while a thread waits; there is no signal for what it looks for. */
    interface Audit {
        void look();
    }

    /** Waits for a condition that can only come true when no more than {@code outstanding} units are outstanding. */
    boolean await(long outstanding, long nanos, BooleanSupplier condition, Audit audit) throws InterruptedException {
        Waiter waiter = new Waiter(Thread.currentThread(), outstanding);
        long start = System.nanoTime();
        long audited = start;
        waiters.add(waiter);
        try {
            while (!condition.getAsBoolean()) {
                if (!park(start, nanos)) {
                    return false;
                }
                long now = System.nanoTime();
                if (now - audited >= AUDIT_NANOS) {
                    audit.look();
                    audited = now;
                }
            }
            return true;
        } finally {
            waiters.remove(waiter);
        }
    }

    /** Waits for a condition that may come true at the end of any unit, and is asked then only. */
    boolean awaitAnyEnd(long nanos, BooleanSupplier condition, Audit audit) throws InterruptedException {
        long[] seen = {-1};
        BooleanSupplier asked = () -> {
            long ended = count.ended();
            boolean news = ended != seen[0];
            seen[0] = ended;
            return news && condition.getAsBoolean();
        };
        return await(Long.MAX_VALUE, nanos, asked, audit);
    }

    /** Returns false when the time is over. */
    private boolean park(long start, long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long left = nanos - (System.nanoTime() - start);
        if (left <= 0) {
            return false;
        }
        LockSupport.parkNanos(this, Math.min(left, AUDIT_NANOS));
        return true;
    }
}
