package io.isolario.jdbc.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.jdbc.database.LaneLogin;
import java.sql.Connection;
import java.sql.SQLException;
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

    private final String database;
    private final LaneSettings settings;
    private final LaneRefusals refusals;
    private final boolean spoiledByFunctions;
    private final Connection keeper;
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

    // Changes when the lane leaves its sandbox: whoever still waits for a connection then is of the sandbox before.
    @GuardedBy("lock")
    private long tenancy;

    // When the connections were last known to work; a lost update costs a round trip.
    private volatile long heardOfNanos = System.nanoTime();

    /** @param spoiledByFunctions whether functions of the database may leave in a session what no reset undoes */
    LaneConnections(String database, LaneSettings settings, boolean spoiledByFunctions, Connection keeper) {
        this.database = database;
        this.settings = settings;
        this.spoiledByFunctions = spoiledByFunctions;
        this.keeper = keeper;
        this.refusals = new LaneRefusals(database, settings);
    }

    /** Returns what stands for the sandbox that has the lane now. */
    long tenancy() {
        lock.lock();
        try {
            return tenancy;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns a connection that nobody else has.
     *
     * @param of the {@link #tenancy()} of the sandbox that wants it
     * @throws SQLException if there is none, or if the lane has left that sandbox meanwhile
     */
    Connection take(LaneLogin login, String holder, long of) throws SQLException {
        for (PooledSession pooled = takeIdle(login, holder, of); pooled != null; pooled = takeIdle(login, holder, of)) {
            if (isAlive(pooled)) {
                return pooled.connection();
            }
            discard(pooled.connection());
        }
        try {
            Connection opened = login.open(database);
            PooledSession made = PooledSession.of(login, opened, spoiledByFunctions);
            // Whoever takes a lane over ends the sessions in it; one that is opened later is found here.
            boolean owned = keeper.isValid(VALIDATION_SECONDS);
            if (!owned || !lend(made, of)) {
                opened.close();
                throw owned ? refusals.gone(holder) : refusals.notOwned(holder);
            }
            opened.setAutoCommit(login.autoCommit());
            return opened;
        } finally {
            opened();
        }
    }

    /** Asks the server when it has not been heard of for a while. */
    private boolean isAlive(PooledSession pooled) throws SQLException {
        if (System.nanoTime() - heardOfNanos >= HEARSAY_NANOS) {
            if (!pooled.connection().isValid(VALIDATION_SECONDS)) {
                return false;
            }
            heardOfNanos = System.nanoTime();
        }
        return true;
    }

    /** Returns an idle connection, or null when the caller is to open one, which then counts already. */
    private @Nullable PooledSession takeIdle(LaneLogin login, String holder, long of) throws SQLException {
        long nanos = settings.connectionWait().toNanos();
        lock.lock();
        try {
            while (true) {
                if (tenancy != of) {
                    throw refusals.gone(holder);
                }
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
                    throw refusals.exhausted(holder);
                }
                nanos = returned.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusals.interrupted(holder, e);
        } finally {
            lock.unlock();
        }
    }

    private boolean lend(PooledSession pooled, long of) {
        lock.lock();
        try {
            if (tenancy != of) {
                closed.add(pooled.pid());
                return false;
            }
            lent.put(pooled.connection(), pooled);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Says that a session keeps what no reset undoes, so that the next sandbox must not get it. */
    void spoil(Connection connection) {
        lock.lock();
        try {
            PooledSession pooled = lent.get(connection);
            if (pooled != null) {
                pooled.spoiled().set(true);
            }
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
            tenancy++;
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
        List<PooledSession> all = new ArrayList<>();
        lock.lock();
        try {
            all.addAll(idle);
            all.addAll(lent.values());
            idle.clear();
            lent.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(PooledSession::close);
    }
}
