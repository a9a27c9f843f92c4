package io.isolario.jdbc.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.jdbc.database.LaneLogin;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The connections that the application has to one lane: a few stay open from one sandbox to the next. Thread-safe. */
final class LaneConnections {

    static final long HEARSAY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    static final int VALIDATION_SECONDS = 5;

    private static final String TIMEOUT = "HYT00";

    private final String database;
    private final LaneSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition returned = lock.newCondition();

    @GuardedBy("lock")
    private final Deque<PooledSession> idle = new ArrayDeque<>();

    @GuardedBy("lock")
    private final Map<Connection, PooledSession> lent = new HashMap<>();

    @GuardedBy("lock")
    private final List<PooledSession> used = new ArrayList<>();

    // Server processes of connections that were closed since the last wipe, and may not have ended yet.
    @GuardedBy("lock")
    private final List<Integer> closed = new ArrayList<>();

    @GuardedBy("lock")
    private int opening;

    // When the connections were last known to work; a lost update costs a round trip.
    private volatile long heardOfNanos = System.nanoTime();

    LaneConnections(String database, LaneSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    Connection take(LaneLogin login, String holder) throws SQLException {
        for (PooledSession pooled = takeIdle(login, holder); pooled != null; pooled = takeIdle(login, holder)) {
            if (isAlive(pooled)) {
                return pooled.connection();
            }
            discard(pooled.connection());
        }
        try {
            Connection opened = login.open(database);
            PooledSession made = PooledSession.of(login, opened);
            lend(made);
            opened.setAutoCommit(login.autoCommit());
            return opened;
        } finally {
            opened();
        }
    }

    /** Asks the server when it has not been heard of for a while. */
    private boolean isAlive(PooledSession pooled) throws SQLException {
        if (System.nanoTime() - heardOfNanos < HEARSAY_NANOS) {
            return true;
        }
        boolean alive = pooled.connection().isValid(VALIDATION_SECONDS);
        if (alive) {
            heardOfNanos = System.nanoTime();
        }
        return alive;
    }

    /** Returns an idle connection, or null when the caller is to open one, which then counts already. */
    private @Nullable PooledSession takeIdle(LaneLogin login, String holder) throws SQLException {
        long nanos = settings.connectionWait().toNanos();
        lock.lock();
        try {
            while (true) {
                for (PooledSession pooled : idle) {
                    if (pooled.login().equals(login)) {
                        idle.remove(pooled);
                        lent.put(pooled.connection(), pooled);
                        return pooled;
                    }
                }
                if (lent.size() + opening < settings.maxConnections()) {
                    opening++;
                    return null;
                }
                if (nanos <= 0) {
                    throw exhausted(holder);
                }
                nanos = returned.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException(
                    "Interrupted while waiting for a connection to lane " + database + " of sandbox " + holder + ".",
                    TIMEOUT,
                    e);
        } finally {
            lock.unlock();
        }
    }

    private SQLException exhausted(String holder) {
        return new SQLTransientConnectionException(
                "Sandbox " + holder + " holds all " + settings.maxConnections() + " connections of its lane " + database
                        + ", and none was closed within "
                        + TimeUnit.NANOSECONDS.toMillis(
                                settings.connectionWait().toNanos())
                        + " ms. Close connections when they are no longer used, or allow more "
                        + "(-D" + LaneSettings.MAX_CONNECTIONS_PROPERTY + "=n).",
                TIMEOUT);
    }

    private void lend(PooledSession pooled) {
        lock.lock();
        try {
            lent.put(pooled.connection(), pooled);
        } finally {
            lock.unlock();
        }
    }

    private void opened() {
        lock.lock();
        try {
            opening--;
            returned.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a connection back that has no transaction open. */
    void giveBack(Connection connection) throws SQLException {
        boolean reusable = !connection.isClosed();
        lock.lock();
        try {
            PooledSession pooled = lent.remove(connection);
            if (pooled != null && reusable) {
                idle.addFirst(pooled);
                if (!used.contains(pooled)) {
                    used.add(pooled);
                }
            } else if (pooled != null) {
                closed.add(pooled.pid());
            }
            returned.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a connection back that nobody must get any more. */
    void discard(Connection connection) throws SQLException {
        lock.lock();
        try {
            PooledSession pooled = lent.remove(connection);
            if (pooled != null) {
                closed.add(pooled.pid());
            }
            returned.signal();
        } finally {
            lock.unlock();
        }
        connection.close();
    }

    /** Takes the connections that were not given back out of the books, and returns their server processes. */
    List<Integer> cutOff() {
        List<PooledSession> late;
        lock.lock();
        try {
            late = List.copyOf(lent.values());
            lent.clear();
            returned.signalAll();
        } finally {
            lock.unlock();
        }
        return late.stream().map(PooledSession::pid).toList();
    }

    /** Closes an idle connection whose server process was ended, so that nobody gets it any more. */
    void forget(int pid) {
        List<PooledSession> ended;
        lock.lock();
        try {
            ended = idle.stream().filter(pooled -> pooled.pid() == pid).toList();
            idle.removeAll(ended);
            lent.values().removeIf(pooled -> pooled.pid() == pid);
            used.removeIf(pooled -> pooled.pid() == pid);
            returned.signalAll();
        } finally {
            lock.unlock();
        }
        ended.forEach(PooledSession::close);
    }

    /**
     * Wipes what the last sandbox left in the idle sessions, and closes those that are too many; these are wiped too, as the server
     * drops the temporary tables of a session some time after it was closed.
     *
     * @return the server processes of sessions that were closed without being wiped; they may not have ended yet
     */
    List<Integer> wipe() {
        List<PooledSession> toWipe;
        List<PooledSession> toClose = new ArrayList<>();
        lock.lock();
        try {
            while (idle.size() > settings.warmConnections()) {
                toClose.add(idle.removeLast());
            }
            toWipe = List.copyOf(used);
            used.clear();
        } finally {
            lock.unlock();
        }
        List<PooledSession> unclean =
                toWipe.stream().filter(pooled -> !pooled.wipe()).toList();
        List<Integer> unwiped = new ArrayList<>();
        lock.lock();
        try {
            idle.removeAll(unclean);
            unwiped.addAll(closed);
            closed.clear();
        } finally {
            lock.unlock();
        }
        toClose.addAll(unclean);
        heardOfNanos = System.nanoTime();
        toClose.forEach(PooledSession::close);
        unclean.forEach(pooled -> unwiped.add(pooled.pid()));
        return unwiped;
    }

    void close() {
        List<PooledSession> all;
        lock.lock();
        try {
            all = new ArrayList<>(idle);
            all.addAll(lent.values());
            idle.clear();
            lent.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(PooledSession::close);
    }
}
