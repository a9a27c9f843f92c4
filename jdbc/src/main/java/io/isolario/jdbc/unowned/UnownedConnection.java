package io.isolario.jdbc.unowned;

import io.isolario.core.SandboxRegistry;
import io.isolario.core.UnownedAccess;
import io.isolario.jdbc.guard.GuardedConnection;
import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Wrapper;

/**
 * A connection of the pool for work that belongs to no sandbox.
 *
 * <p>What it may do is decided anew for each statement, since a pool's connection may be older than the first sandbox: until then
 * everything, later only reading. As thread-safe as what it wraps: what begins or ends a transaction takes turns.
 */
public final class UnownedConnection extends GuardedConnection {

    private final Connection connection;
    private final SandboxRegistry registry;
    private final ReadOnlyTransaction transaction;
    private final Execution execution;

    /**
     * @param connection the pool's
     */
    public UnownedConnection(Connection connection, BaselineAccess baseline, SandboxRegistry registry) {
        this.connection = connection;
        this.registry = registry;
        this.transaction = new ReadOnlyTransaction(connection, baseline);
        this.execution = new UnownedExecution(
                registry,
                transaction,
                new BaselineWriteExecution(baseline.name(), registry, Execution.DIRECT),
                new ReadOnlyExecution(registry, transaction));
    }

    private boolean onlyReads() {
        return registry.mode() != UnownedAccess.AUTO;
    }

    @Override
    public Connection delegate() {
        return connection;
    }

    @Override
    public Execution execution() {
        return execution;
    }

    @Override
    public void commit() throws SQLException {
        transaction.commit(onlyReads(), this::refusedCommit, connection::commit);
    }

    /** To change the mode commits the transaction that is open. */
    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        if (autoCommit == connection.getAutoCommit()) {
            connection.setAutoCommit(autoCommit);
        } else {
            transaction.commit(onlyReads(), this::refusedCommit, () -> connection.setAutoCommit(autoCommit));
        }
    }

    private SQLException refusedCommit() {
        return UnownedExecution.refusal(
                registry, "the commit of a transaction that has written; it was rolled back", null);
    }

    @Override
    public void rollback() throws SQLException {
        transaction.rollback(connection::rollback);
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        beginIfReading();
        return connection.setSavepoint();
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        beginIfReading();
        return connection.setSavepoint(name);
    }

    private void beginIfReading() throws SQLException {
        if (onlyReads()) {
            transaction.begin();
        }
    }

    /** Some drivers commit an open transaction when they are closed, so none is left to them. */
    @Override
    public void close() throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try (connection) {
            closeStatements();
            if (onlyReads() && !connection.getAutoCommit()) {
                rollback();
            }
        }
    }

    /** It is the pool's own, and until there is a sandbox whatever is done to it is passed. */
    @Override
    public <T> T unwrap(Class<T> iface) throws SQLException {
        return onlyReads() || iface.isInstance(this) ? super.unwrap(iface) : connection.unwrap(iface);
    }

    @Override
    public boolean isWrapperFor(Class<?> iface) throws SQLException {
        return super.isWrapperFor(iface) || (!onlyReads() && connection.isWrapperFor(iface));
    }

    @Override
    public <T> T unwrapped(Wrapper made, Class<T> iface) throws SQLException {
        return onlyReads() ? super.unwrapped(made, iface) : made.unwrap(iface);
    }

    @Override
    public boolean unwraps(Wrapper made, Class<?> iface) throws SQLException {
        return !onlyReads() && made.isWrapperFor(iface);
    }

    @Override
    public SQLException refuseUnwrap(Class<?> iface) {
        return SqlErrors.refused(
                "unwrap(" + iface.getName()
                        + ") was refused: this connection belongs to no sandbox and only reads the baseline, "
                        + "which could not be upheld on the unwrapped one. Do the work inside a sandbox, or before the first one.");
    }

    @Override
    public String toString() {
        return "UnownedConnection{" + connection + ", " + execution + "}";
    }
}
