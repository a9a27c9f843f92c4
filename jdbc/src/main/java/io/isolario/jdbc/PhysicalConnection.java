package io.isolario.jdbc;

import io.isolario.core.Sandbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The one connection of the pool that a sandbox holds: taken when it is first needed, given back at the end. */
final class PhysicalConnection {

    private final Sandbox sandbox;
    private final SandboxDataSource dataSource;
    private final ReentrantLock lock = new ReentrantLock();
    // Written under the lock; read without it on every statement.
    private volatile @Nullable Connection connection;
    // Written once by the thread that undoes the sandbox.
    private volatile boolean released;
    // Written by whoever first sees the loss.
    private volatile @Nullable SQLException loss;

    PhysicalConnection(Sandbox sandbox, SandboxDataSource dataSource) {
        this.sandbox = sandbox;
        this.dataSource = dataSource;
    }

    Connection get() throws SQLException {
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
                taken.setAutoCommit(false);
                connection = taken;
                dataSource.holders().add(sandbox);
            }
            return java.util.Objects.requireNonNull(connection);
        } finally {
            lock.unlock();
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

    /** Returns the connection if it was taken. */
    @Nullable
    Connection ifTaken() {
        return connection;
    }

    /** Notes that the connection is gone when it is; called after a failed statement. */
    void checkLost(SQLException failure) {
        Connection present = connection;
        try {
            if (present != null && loss == null && present.isClosed()) {
                loss = failure;
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
            loss = failure;
        }
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
            Connection present = connection;
            connection = null;
            dataSource.holders().remove(sandbox);
            if (present == null) {
                return;
            }
            try (present) {
                if (!present.isClosed()) {
                    present.setAutoCommit(true);
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
