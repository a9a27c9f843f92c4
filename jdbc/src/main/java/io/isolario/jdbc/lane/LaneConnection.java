package io.isolario.jdbc.lane;

import io.isolario.core.JournalKind;
import io.isolario.core.SandboxState;
import io.isolario.jdbc.guard.GuardedConnection;
import io.isolario.jdbc.guard.JournalledExecution;
import io.isolario.jdbc.guard.LockWaitExecution;
import io.isolario.jdbc.guard.LockWatch;
import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Wrapper;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** What the application gets for a connection in DATABASE isolation: a real one, to a database of the sandbox alone. */
public final class LaneConnection extends GuardedConnection {

    /** What the session or the driver keeps, and is dear to look up: prepared statements of the application, notifications. */
    private static final Set<String> KEPT_IN_SESSION = Set.of("PREPARE", "LISTEN");

    private final LaneDatabase database;
    private final LaneLease lease;
    private final String lane;
    private final int serverProcess;
    private final Connection physical;
    private final boolean autoCommit;
    private final Execution execution;
    private final boolean readOnlyBefore;
    private final AtomicBoolean closed = new AtomicBoolean();
    // Written by the thread that uses the connection, read when it is closed.
    private volatile boolean unwrapped;
    private volatile boolean keepsMore;
    private volatile boolean modesChanged;

    LaneConnection(LaneDatabase database, LaneLease lease, Connection physical, boolean autoCommit, LockWatch lockWatch)
            throws SQLException {
        this.lane = lease.database();
        this.serverProcess = physical.unwrap(PGConnection.class).getBackendPID();
        this.database = database;
        this.lease = lease;
        this.physical = physical;
        this.readOnlyBefore = physical.isReadOnly();
        this.autoCommit = autoCommit;
        this.execution = executionChain(lockWatch);
    }

    /** Every execution passes these, the outermost first. */
    private Execution executionChain(LockWatch lockWatch) {
        Execution chain = new LaneLossExecution(this, Execution.DIRECT);
        chain = new LockWaitExecution(database.sandbox(), this, lockWatch, chain);
        chain = new JournalledExecution(database.sandbox(), chain); // also notes how a wait ended
        return new ServerWideExecution(
                database.sandbox(), chain); // what reaches other sandboxes is not even noted as done
    }

    @Override
    public Execution execution() {
        return execution;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        requireOpen();
        keepsMore |= command.script().statements().stream()
                .anyMatch(statement -> KEPT_IN_SESSION.contains(statement.first()));
        if (Placeholders.makes(command)) {
            lease.spoil(physical);
        }
        return super.run(command, call);
    }

    @Override
    public Connection delegate() throws SQLException {
        requireOpen();
        return physical;
    }

    private void requireOpen() throws SQLException {
        if (closed.get()) {
            throw SqlErrors.closed("This connection of sandbox " + database.sandbox()
                    + " was closed. Get another one from the DataSource.");
        }
        try {
            database.sandbox().requireUsable("use this connection");
        } catch (RuntimeException ended) {
            throw SqlErrors.ended(ended);
        }
    }

    /** Says what was lost when a failure took the connection along; returns other failures as they are. */
    SQLException explainLoss(SQLException failure) throws SQLException {
        if (!physical.isClosed()) {
            return failure;
        }
        String message = "Sandbox " + database.sandbox() + " lost a connection to its lane " + lane
                + " (server process "
                + serverProcess + "), and the transaction that was open on it was rolled back: " + failure.getMessage()
                + ". Somebody has ended it (pg_terminate_backend, a time-out of the server's), or the server has stopped: see its "
                + "log. Other sandboxes have connections of their own.";
        database.sandbox().journal().add(JournalKind.SQL, message);
        return new SQLNonTransientConnectionException(message, failure.getSQLState(), failure);
    }

    @Override
    public void commit() throws SQLException {
        try {
            super.commit();
        } catch (SQLException failure) {
            throw explainLoss(failure);
        }
        journal("COMMIT");
    }

    @Override
    public void rollback() throws SQLException {
        try {
            super.rollback();
        } catch (SQLException failure) {
            throw explainLoss(failure);
        }
        journal("ROLLBACK");
    }

    private void journal(String text) {
        database.sandbox().journal().add(JournalKind.SQL, text);
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        modesChanged = true;
        super.setTransactionIsolation(level);
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        modesChanged = true;
        super.setSchema(schema);
    }

    @Override
    public void setHoldability(int holdability) throws SQLException {
        modesChanged = true;
        super.setHoldability(holdability);
    }

    @Override
    public void setNetworkTimeout(java.util.concurrent.Executor executor, int milliseconds) throws SQLException {
        modesChanged = true;
        super.setNetworkTimeout(executor, milliseconds);
    }

    @Override
    public boolean isClosed() throws SQLException {
        return closed.get() || database.sandbox().state() == SandboxState.ENDED || physical.isClosed();
    }

    @Override
    public boolean isValid(int timeout) throws SQLException {
        return !isClosed() && physical.isValid(timeout);
    }

    /** Rolls an open transaction back, as a pool does. */
    @Override
    public void close() throws SQLException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        // After the end of the sandbox the lane is another's; the session of this connection was ended with it.
        if (physical.isClosed() || database.sandbox().state() == SandboxState.ENDED) {
            lease.discard(physical);
            return;
        }
        try {
            closeStatements();
            if (!physical.getAutoCommit()) {
                physical.rollback();
            }
            if (physical.isReadOnly() != readOnlyBefore) {
                // Read-only transactions are too frequent to pay for each with a login.
                physical.setReadOnly(readOnlyBefore);
            }
        } catch (SQLException broken) {
            lease.discard(physical);
            return;
        }
        if (unwrapped || modesChanged || keepsMore) {
            // What was changed in the driver or kept by the session cannot be looked up cheaply and put back.
            lease.discard(physical);
            return;
        }
        if (physical.getAutoCommit() != autoCommit) {
            physical.setAutoCommit(autoCommit);
        }
        lease.giveBack(physical);
    }

    @Override
    public void abort(java.util.concurrent.Executor executor) throws SQLException {
        if (closed.compareAndSet(false, true)) {
            physical.abort(executor);
            lease.discard(physical);
        }
    }

    /** The database is the sandbox's own, so nothing done to the driver's connection reaches another one. */
    @Override
    public <T> T unwrap(Class<T> iface) throws SQLException {
        if (iface.isInstance(this)) {
            return iface.cast(this);
        }
        unwrapped = true;
        return delegate().unwrap(iface);
    }

    @Override
    public boolean isWrapperFor(Class<?> iface) throws SQLException {
        return iface.isInstance(this) || physical.isWrapperFor(iface);
    }

    @Override
    public <T> T unwrapped(Wrapper made, Class<T> iface) throws SQLException {
        unwrapped = true;
        return made.unwrap(iface);
    }

    @Override
    public boolean unwraps(Wrapper made, Class<?> iface) throws SQLException {
        return made.isWrapperFor(iface);
    }

    @Override
    public SQLException refuseUnwrap(Class<?> iface) {
        throw new IllegalStateException("unwrap(..) is overridden here.");
    }

    @Override
    public String toString() {
        return "LaneConnection{sandbox=" + database.sandbox() + ", " + lease + ", " + execution + "}";
    }
}
