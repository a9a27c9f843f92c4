package io.isolario.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.postgresql.PGConnection;

/**
 * Who has connections of a pool outside of sandboxes, for messages. Each thread adds what it takes; what was closed is forgotten when
 * many have been added since. Thread-safe.
 */
final class Borrowers {

    private static final int KEPT = 256;

    /** Longer than a freeze waits: one that cannot succeed must not be the end of the application's work. */
    private static final long LONGEST_HOLD_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();

    // How many freezes go on. Written under the lock; read without it by each borrower, of whom one may still slip
    // through: the freeze
    // waits for that one.
    private final AtomicInteger holds = new AtomicInteger();

    private final Queue<Borrowed> borrowed = new ConcurrentLinkedQueue<>();
    // Counts what was added; a lost look costs memory for some closed connections.
    private final AtomicInteger added = new AtomicInteger();

    private record Borrowed(Connection connection, String thread, long sinceNanos) {

        boolean isClosed() {
            try {
                return connection.isClosed();
            } catch (SQLException broken) {
                return true;
            }
        }
    }

    /** Keeps others from borrowing until {@link #release()}, for some seconds at most. */
    void hold() {
        lock.lock();
        try {
            holds.incrementAndGet();
        } finally {
            lock.unlock();
        }
    }

    void release() {
        lock.lock();
        try {
            holds.decrementAndGet();
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits while a baseline is frozen; an interrupt is kept for whoever borrows. */
    void awaitTurn() {
        if (holds.get() == 0) {
            return;
        }
        lock.lock();
        try {
            long left = LONGEST_HOLD_NANOS;
            while (holds.get() > 0 && left > 0) {
                left = released.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    Connection add(Connection connection) {
        borrowed.add(new Borrowed(connection, Thread.currentThread().getName(), System.nanoTime()));
        if (added.incrementAndGet() % KEPT == 0) {
            borrowed.removeIf(Borrowed::isClosed);
        }
        return connection;
    }

    /** Returns those that have not been closed, each with its server process and the thread that took it. */
    List<String> describe() {
        borrowed.removeIf(Borrowed::isClosed);
        List<String> texts = new ArrayList<>();
        for (Borrowed each : borrowed) {
            texts.add("pid " + processOf(each.connection()) + ", taken "
                    + (System.nanoTime() - each.sinceNanos()) / 1_000_000 + " ms ago by thread \"" + each.thread()
                    + "\"");
        }
        return texts;
    }

    private static String processOf(Connection connection) {
        try {
            return String.valueOf(connection.unwrap(PGConnection.class).getBackendPID());
        } catch (SQLException | RuntimeException | LinkageError unknown) {
            return "unknown";
        }
    }
}
