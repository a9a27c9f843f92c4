package io.isolario.jdbc.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;

/** The connections that the application has to one lane: a few stay open from one sandbox to the next. Thread-safe. */
final class LaneConnections {

    /** Everything that a session keeps, but not the statements that the driver has prepared: those are worth keeping. */
    private static final String RESET = "CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; UNLISTEN *; "
            + "SELECT pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES";

    static final long HEARSAY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    static final int VALIDATION_SECONDS = 5;

    private static final String TIMEOUT = "HYT00";

    private final String database;
    private final LaneSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition returned = lock.newCondition();

    @GuardedBy("lock")
    private final Deque<Pooled> idle = new ArrayDeque<>();

    @GuardedBy("lock")
    private final Map<Connection, Pooled> lent = new HashMap<>();

    @GuardedBy("lock")
    private final List<Pooled> used = new ArrayList<>();

    // Server processes of connections that were closed since the last wipe, and may not have ended yet.
    @GuardedBy("lock")
    private final List<Integer> closed = new ArrayList<>();

    @GuardedBy("lock")
    private int opening;

    // When the connections were last known to work; a lost update costs a round trip.
    private volatile long heardOfNanos = System.nanoTime();

    /** The reset is prepared at the server: it is parsed only once. */
    private record Pooled(LaneLogin login, Connection connection, PreparedStatement reset, int pid) {

        static Pooled of(LaneLogin login, Connection connection) throws SQLException {
            PreparedStatement reset = connection.prepareStatement(RESET);
            reset.unwrap(PGStatement.class).setPrepareThreshold(1);
            return new Pooled(
                    login,
                    connection,
                    reset,
                    connection.unwrap(PGConnection.class).getBackendPID());
        }
    }

    LaneConnections(String database, LaneSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    Connection take(LaneLogin login, String holder) throws SQLException {
        for (Pooled pooled = takeIdle(login, holder); pooled != null; pooled = takeIdle(login, holder)) {
            if (isAlive(pooled)) {
                return pooled.connection();
            }
            discard(pooled.connection());
        }
        try {
            Connection opened = login.open(database);
            Pooled made = Pooled.of(login, opened);
            lend(made);
            opened.setAutoCommit(login.autoCommit());
            return opened;
        } finally {
            opened();
        }
    }

    /** Asks the server when it has not been heard of for a while. */
    private boolean isAlive(Pooled pooled) throws SQLException {
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
    private @Nullable Pooled takeIdle(LaneLogin login, String holder) throws SQLException {
        long nanos = settings.connectionWait().toNanos();
        lock.lock();
        try {
            while (true) {
                for (Pooled pooled : idle) {
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

    private void lend(Pooled pooled) {
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
            Pooled pooled = lent.remove(connection);
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
            Pooled pooled = lent.remove(connection);
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
        List<Pooled> late;
        lock.lock();
        try {
            late = List.copyOf(lent.values());
            lent.clear();
            returned.signalAll();
        } finally {
            lock.unlock();
        }
        return late.stream().map(Pooled::pid).toList();
    }

    /**
     * Wipes what the last sandbox left in the idle sessions, and closes those that are too many; these are wiped too, as the server
     * drops the temporary tables of a session some time after it was closed.
     *
     * @return the server processes of sessions that were closed without being wiped; they may not have ended yet
     */
    List<Integer> wipe() {
        List<Pooled> toWipe;
        List<Pooled> toClose = new ArrayList<>();
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
        List<Pooled> unclean = toWipe.stream().filter(pooled -> !wipe(pooled)).toList();
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
        toClose.forEach(LaneConnections::close);
        unclean.forEach(pooled -> unwiped.add(pooled.pid()));
        return unwiped;
    }

    /** Returns whether the session is as good as new. */
    private static boolean wipe(Pooled pooled) {
        try {
            Connection connection = pooled.connection();
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            pooled.reset().execute();
            connection.clearWarnings();
            String initialSql = pooled.login().initialSql();
            if (initialSql != null) {
                Sql.execute(connection, initialSql);
            }
            connection.setAutoCommit(pooled.login().autoCommit());
            return true;
        } catch (SQLException broken) {
            return false;
        }
    }

    void close() {
        List<Pooled> all;
        lock.lock();
        try {
            all = new ArrayList<>(idle);
            all.addAll(lent.values());
            idle.clear();
            lent.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(LaneConnections::close);
    }

    private static void close(Pooled pooled) {
        try {
            pooled.connection().close();
        } catch (SQLException e) {
            org.slf4j.LoggerFactory.getLogger(LaneConnections.class).debug("Could not close {}", pooled, e);
        }
    }
}
