package io.isolario.jdbc.transaction;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gives the one physical connection of a sandbox to its virtual connections by turns, first come, first served.
 *
 * <p>A turn lasts for one stand-alone statement, or from the first statement of a virtual transaction to its end. Every wait is
 * bounded, and one that cannot end, because the waiting thread itself holds the turn, is refused at once.
 */
public final class ConnectionQueue {

    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    private final String sandbox;
    private final Duration longestWait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();

    @GuardedBy("lock")
    private final Deque<Waiter> waiters = new ArrayDeque<>();

    @GuardedBy("lock")
    private @Nullable Turn turn;

    @GuardedBy("lock")
    private @Nullable VirtualConnection abandoned;

    @GuardedBy("lock")
    private boolean closed;

    ConnectionQueue(String sandbox, Duration longestWait) {
        this.sandbox = sandbox;
        this.longestWait = longestWait;
    }

    /** Somebody who waits for a turn; told apart by identity. */
    private static final class Waiter {

        private final VirtualConnection connection;
        private final Thread thread = Thread.currentThread();
        private final Condition served;

        private Waiter(VirtualConnection connection, Condition served) {
            this.connection = connection;
            this.served = served;
        }
    }

    /**
     * Returns the turn of a connection: the one it has, or the next one.
     *
     * @throws SQLException if the turn cannot come, did not come in time, or the queue was closed
     */
    Turn take(VirtualConnection connection, SqlCommand command) throws SQLException {
        lock.lock();
        try {
            requireOpen();
            Turn current = turn;
            if (current == null && waiters.isEmpty()) {
                return begin(connection, command);
            }
            if (current != null && current.belongsTo(connection) && current.isFreeFor(Thread.currentThread())) {
                current.executing(command);
                return current;
            }
            await(connection, command);
            requireOpen();
            return begin(connection, command);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the connection whose turn was ended because its thread has, so that its transaction can be rolled back by whoever has
     * the turn now; null when there is none.
     */
    @Nullable
    VirtualConnection takeAbandoned() {
        lock.lock();
        try {
            VirtualConnection left = abandoned;
            abandoned = null;
            return left;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private Turn begin(VirtualConnection connection, SqlCommand command) {
        Turn next = turn != null && turn.belongsTo(connection) ? turn : new Turn(connection);
        next.executing(command);
        turn = next;
        return next;
    }

    @GuardedBy("lock")
    private void await(VirtualConnection connection, SqlCommand command) throws SQLException {
        Waiter waiter = new Waiter(connection, lock.newCondition());
        waiters.addLast(waiter);
        long nanosLeft = longestWait.toNanos();
        try {
            while (!closed && !isServed(waiter)) {
                if (nanosLeft <= 0) {
                    throw SqlErrors.timeout(waitedTooLong(command), null);
                }
                refuseIfEndless(connection, command);
                if (!endTurnOfDeadThread()) {
                    // No thread tells when it begins to wait for another one, so that is looked for now and then.
                    long slice = Math.min(nanosLeft, LOOK_NANOS);
                    nanosLeft -= slice - Math.max(0, waiter.served.awaitNanos(slice));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SqlErrors.timeout(
                    "Interrupted while waiting for the connection of sandbox " + sandbox + " to execute: "
                            + command.quoted(),
                    e);
        } finally {
            waiters.remove(waiter);
            serveNext();
        }
    }

    @GuardedBy("lock")
    private boolean isServed(Waiter waiter) {
        Turn current = turn;
        if (current == null) {
            return isFirst(waiter);
        }
        return current.belongsTo(waiter.connection) && current.isFreeFor(waiter.thread);
    }

    @GuardedBy("lock")
    @SuppressWarnings("ReferenceEquality") // Two waits of one connection are two waits.
    private boolean isFirst(Waiter waiter) {
        return waiters.peekFirst() == waiter;
    }

    /** A thread that has ended ends no transaction any more: it has leaked its connection. */
    @GuardedBy("lock")
    private boolean endTurnOfDeadThread() {
        Turn current = turn;
        if (current == null || current.isExecuting() || current.lastThread().isAlive()) {
            return false;
        }
        abandoned = current.connection();
        turn = null;
        serveNext();
        return true;
    }

    @GuardedBy("lock")
    private void refuseIfEndless(VirtualConnection connection, SqlCommand command) throws SQLException {
        Turn current = turn;
        if (current == null || current.belongsTo(connection)) {
            return;
        }
        Optional<String> why = EndlessWait.between(current.lastThread(), Thread.currentThread());
        if (why.isPresent()) {
            boolean itself = current.lastThread() == Thread.currentThread();
            throw SqlErrors.refused("Thread \"" + Thread.currentThread().getName() + "\" would wait for "
                    + (itself ? "itself" : "ever") + " in sandbox " + sandbox + ": " + why.get() + " (" + current
                    + ")" + (itself ? " and now uses a second one for: " : ", while this one is to execute: ")
                    + command.quoted()
                    + ". In TRANSACTION isolation a sandbox has one physical connection, and a transaction keeps it until it ends, as with "
                    + "REQUIRES_NEW inside an outer transaction. Ways out: @Sandboxed(isolation = DATABASE), where connections are "
                    + "independent, or end the first transaction before the second begins."
                    + (itself ? "" : stacks(current)));
        }
    }

    private static String stacks(Turn holding) {
        return EndlessWait.stack(holding.lastThread()) + EndlessWait.stack(Thread.currentThread());
    }

    @GuardedBy("lock")
    private String waitedTooLong(SqlCommand command) {
        Turn current = turn;
        return "Thread \"" + Thread.currentThread().getName() + "\" waited " + longestWait.toMillis()
                + " ms for the connection of sandbox " + sandbox
                + " to execute: " + command.quoted() + ". "
                + (current == null ? "It is free now." : "Held by " + current + ".") + " "
                + (waiters.size() - 1)
                + " others wait. In TRANSACTION isolation a sandbox has one physical connection. Ways out: "
                + "end the holder's transaction sooner, wait longer (SandboxDataSource.builder(..).longestWait(..)), or "
                + "@Sandboxed(isolation = DATABASE)."
                + (current == null ? "" : stacks(current));
    }

    /** Says that a statement of the turn is done; the turn goes on. */
    void pause(Turn paused) {
        lock.lock();
        try {
            paused.idle();
            serveNext();
        } finally {
            lock.unlock();
        }
    }

    /** Ends a turn; does nothing when it is not the current one. */
    void end(Turn ended) {
        lock.lock();
        try {
            ended.idle();
            if (turn == ended) {
                turn = null;
            }
            serveNext();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets nobody in any more and waits until no statement is being executed.
     *
     * @return whether that was reached within the timeout
     */
    boolean close(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            closed = true;
            serveNext();
            long nanosLeft = timeout.toNanos();
            while (turn != null && turn.isExecuting()) {
                if (nanosLeft <= 0) {
                    return false;
                }
                nanosLeft = idle.awaitNanos(nanosLeft);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the current turn, for a report or to cancel what it executes. */
    @Nullable
    Turn current() {
        lock.lock();
        try {
            return turn;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void serveNext() {
        // Few wait at once; waking all lets each find out whether it is its turn.
        waiters.forEach(waiter -> waiter.served.signal());
        idle.signalAll();
    }

    @GuardedBy("lock")
    private void requireOpen() throws SQLException {
        if (closed) {
            throw SqlErrors.closed("Sandbox " + sandbox + " has ended: its connection executes nothing any more.");
        }
    }
}
