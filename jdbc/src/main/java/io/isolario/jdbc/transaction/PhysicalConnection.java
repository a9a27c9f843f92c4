package io.isolario.jdbc.transaction;

import io.isolario.core.Sandbox;
import io.isolario.jdbc.database.DatabaseAccess;
import io.isolario.jdbc.guard.GuardedConnection;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The one connection of the pool that a sandbox holds: taken when it is first needed, given back at the end. */
public final class PhysicalConnection {

    private final Sandbox sandbox;
    private final DatabaseAccess dataSource;
    private final ReentrantLock lock = new ReentrantLock();
    // Written under the lock; read without it on every statement. The driver's own connection: a pool may throw a
    // connection away
    // for an error that only concerns a statement, and the sandbox with it.
    private volatile @Nullable Connection connection;
    // Written under the lock: what the pool handed out, to be given back.
    private @Nullable Connection pooled;
    private boolean pooledAutoCommit;
    // Written once by the thread that undoes the sandbox.
    private volatile boolean released;
    // Whose statement was executed last; touched within a turn only.
    private @Nullable VirtualConnection previousUser;
    // Written by whoever first sees the loss.
    private volatile @Nullable SQLException loss;

    PhysicalConnection(Sandbox sandbox, DatabaseAccess dataSource) {
        this.sandbox = sandbox;
        this.dataSource = dataSource;
    }

    public Connection get() throws SQLException {
        SQLException lost = loss;
        if (lost != null) {
            throw SqlErrors.lost(lossMessage(), lost);
        }
        Connection present = connection;
        return present != null ? present : take();
    }

    private Connection take() throws SQLException {
        lock.lock();
        try {
            if (released) {
                throw SqlErrors.closed("Sandbox " + sandbox + " has ended: it takes no connection of \""
                        + dataSource.name() + "\" any more.");
            }
            if (connection == null) {
                Connection taken = borrow();
                refuseIfVirtual(taken);
                Connection driver = driverConnection(taken);
                pooledAutoCommit = driver.getAutoCommit();
                driver.setAutoCommit(false);
                pooled = taken;
                connection = driver;
                dataSource.holders().add(sandbox);
            }
            return java.util.Objects.requireNonNull(connection);
        } finally {
            lock.unlock();
        }
    }

    private static Connection driverConnection(Connection taken) {
        try {
            return taken.unwrap(Connection.class);
        } catch (SQLException notOffered) {
            return taken;
        }
    }

    private void refuseIfVirtual(Connection taken) throws SQLException {
        if (taken.isWrapperFor(GuardedConnection.class)) {
            taken.close();
            throw SqlErrors.refused("DataSource \"" + dataSource.name()
                    + "\" leads to another wrapped DataSource, so its connections are virtual already. "
                    + "Wrap what it routes to, and not the router itself.");
        }
    }

    private Connection borrow() throws SQLException {
        long started = System.nanoTime();
        try {
            return dataSource.pool().getConnection();
        } catch (SQLException e) {
            List<String> holders =
                    dataSource.holders().stream().map(Sandbox::toString).toList();
            throw SqlErrors.timeout(
                    "Sandbox " + sandbox + " got no connection from DataSource \"" + dataSource.name() + "\" within "
                            + (System.nanoTime() - started) / 1_000_000 + " ms: " + e.getMessage()
                            + ". Each sandbox in TRANSACTION isolation holds one "
                            + "connection until it ends; " + holders.size() + " are held by: " + holders
                            + ". Ways out: a pool as large as the "
                            + "number of tests at once (plus background work), fewer tests at once (-Disolario.parallelism=n), or a longer wait "
                            + "in the pool's own settings.",
                    e);
        }
    }

    @Nullable
    VirtualConnection previousUser() {
        return previousUser;
    }

    void previousUser(VirtualConnection user) {
        previousUser = user;
    }

    /** Returns the connection if it was taken. */
    @Nullable
    Connection ifTaken() {
        return connection;
    }

    /** Notes that the outer transaction was ended from within, so that nothing goes on as if it were there. */
    SQLException endedFromWithin(String by) {
        SQLException failure = new SQLException("The outer transaction of sandbox " + sandbox
                + " was ended from within, by: "
                + by + ". What was done before may have been committed to the baseline of DataSource \""
                + dataSource.name() + "\". Use @Sandboxed(isolation = DATABASE) for what ends transactions itself.");
        loss = failure;
        return failure;
    }

    /** Notes that the server has rolled the outer transaction back, as it does with the loser of a deadlock. */
    SQLException rolledBackByServer(SqlCommand command, SQLException cause) {
        SQLException failure = new SQLException(
                "The database rolled back the whole outer transaction of sandbox " + sandbox + " on: "
                        + command.quoted()
                        + " (" + cause.getMessage()
                        + "). After a deadlock nothing of it is left, although the application's own transaction was a part of it only. "
                        + "It was up against another sandbox that holds locks until it ends. Ways out: rows of their own for each "
                        + "test, fewer tests at once (-Disolario.parallelism=n), or PostgreSQL with @Sandboxed(isolation = DATABASE).",
                cause.getSQLState(),
                cause.getErrorCode(),
                cause);
        loss = failure;
        return failure;
    }

    void checkLost(SQLException failure) {
        Connection present = connection;
        try {
            if (present != null && loss == null && (present.isClosed() || saysConnectionIsLost(failure))) {
                loss = failure;
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
            loss = failure;
        }
    }

    /** The server has ended the session (57P0…, PostgreSQL's table of error codes), or the line is broken (08…). */
    private static boolean saysConnectionIsLost(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("57P0");
    }

    @Nullable
    SQLException loss() {
        return loss;
    }

    String lossMessage() {
        return "Sandbox " + sandbox + " lost its physical connection of DataSource \"" + dataSource.name()
                + "\", and with it all that was done in " + "it: " + loss
                + ". It does not go on with an empty transaction. Look at the database server's log for why the connection ended.";
    }

    /** Gives the connection back to its pool; nobody can take one from now on. */
    void release() throws SQLException {
        lock.lock();
        try {
            released = true;
            Connection driver = connection;
            Connection toGiveBack = pooled;
            connection = null;
            pooled = null;
            dataSource.holders().remove(sandbox);
            if (driver == null || toGiveBack == null) {
                return;
            }
            SQLException lost = loss;
            if (lost != null) {
                giveBackLost(driver, toGiveBack, lost);
                return;
            }
            try (toGiveBack) {
                if (!driver.isClosed()) {
                    driver.setAutoCommit(pooledAutoCommit);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The pool is to see that the connection is of no use any more; what it says to that belongs to the loss. */
    private static void giveBackLost(Connection driver, Connection toGiveBack, SQLException lost) {
        try (toGiveBack) {
            driver.abort(Runnable::run);
        } catch (SQLException alsoLost) {
            lost.addSuppressed(alsoLost);
        }
    }
}
