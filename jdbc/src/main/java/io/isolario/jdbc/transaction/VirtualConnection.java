package io.isolario.jdbc.transaction;

import io.isolario.core.ManagedSandbox;
import io.isolario.jdbc.guard.FetchGuard;
import io.isolario.jdbc.guard.JournalledExecution;
import io.isolario.jdbc.guard.LockWaitExecution;
import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What the application gets for a connection in TRANSACTION isolation: it has an auto-commit mode and transactions of its own,
 * and shares the physical connection with the other virtual ones of the sandbox.
 *
 * <p>Like any connection it is used by one thread at a time; the fields are volatile so that the next user sees them.
 */
public final class VirtualConnection extends SavepointConnection {

    private final TransactionDatabase database;
    private final Execution execution;
    private volatile boolean autoCommit;
    private volatile boolean readOnly;
    private volatile boolean closed;
    // Only touched within a turn of this connection.
    private volatile @Nullable VirtualTransaction transaction;
    private volatile @Nullable Turn turn;

    VirtualConnection(TransactionDatabase database, boolean autoCommit) {
        this.database = database;
        this.autoCommit = autoCommit;
        this.execution = executionChain();
    }

    /** Every execution passes these, the outermost first. */
    private Execution executionChain() {
        Execution chain = new TransactionalExecution(this);
        if (database.dialect().remembersPreviousStatement()) {
            chain = new MariaDbExecution(this, chain); // what one session shared by several would get wrong
        }
        chain = new LockWaitExecution(
                database.sandbox(), this, database.lockWatch(), chain); // a lock wait is not endless
        chain = new LossNoticingExecution(database.physical(), chain); // sees the driver's own error
        chain = new NoOuterTransactionExecution(this, chain); // reads the driver's error too
        chain = new QueuedExecution(this, chain); // from here on nobody else talks to the connection
        chain = new JournalledExecution(database.sandbox(), chain); // also notes what is refused a turn
        // What cannot be had must not even wait.
        chain = new TableLockExecution(this, chain);
        chain = new TemporaryTableExecution(this, chain);
        chain = new LocalSettingsExecution(database, chain);
        chain = new TransactionBlockExecution(this, chain); // the server's own refusal comes before ours
        return new CheckedExecution(database, chain);
    }

    @Override
    public Execution execution() {
        return execution;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        requireOpen();
        return super.run(command, call);
    }

    @Override
    public Connection delegate() throws SQLException {
        requireOpen();
        return database.physical().get();
    }

    @Override
    public String translated(String sql) {
        return StatementRewrite.of(sql, database.dialect());
    }

    @Override
    public FetchGuard fetchGuard() {
        VirtualTransaction open = transaction;
        return open == null || !database.dialect().fetchesInPortions() ? FetchGuard.NONE : open::requireCursors;
    }

    @Override
    public TransactionDatabase database() {
        return database;
    }

    boolean readOnly() {
        return readOnly;
    }

    @Override
    @Nullable
    VirtualTransaction transaction() {
        return transaction;
    }

    void transaction(@Nullable VirtualTransaction begun) {
        transaction = begun;
    }

    @Nullable
    Turn turn() {
        return turn;
    }

    void turn(@Nullable Turn taken) {
        turn = taken;
    }

    private ManagedSandbox sandbox() {
        return database.sandbox();
    }

    @Override
    void requireOpen() throws SQLException {
        if (closed) {
            throw SqlErrors.closed(
                    "This connection of sandbox " + sandbox() + " was closed. Get another one from the DataSource.");
        }
        try {
            sandbox().requireUsable("use this connection");
        } catch (RuntimeException ended) {
            throw SqlErrors.ended(ended);
        }
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        requireOpen();
        return autoCommit;
    }

    /** Ends an open transaction by a commit when the mode changes, as {@link Connection#setAutoCommit} says. */
    @Override
    public void setAutoCommit(boolean newAutoCommit) throws SQLException {
        requireOpen();
        if (newAutoCommit != autoCommit) {
            endTransaction(Ending.COMMIT);
            autoCommit = newAutoCommit;
        }
    }

    @Override
    public void commit() throws SQLException {
        end("commit", Ending.COMMIT);
    }

    @Override
    public void rollback() throws SQLException {
        end("roll back", Ending.ROLLBACK);
    }

    /** In auto-commit mode there is nothing to end, which some drivers let pass. */
    private void end(String action, Ending ending) throws SQLException {
        requireOpen();
        if (!autoCommit || database.dialect().refusesEndInAutoCommitMode()) {
            requireTransactional(action);
            endTransaction(ending);
        }
    }

    private enum Ending {
        COMMIT,
        ROLLBACK
    }

    /** Ends the open transaction, if there is one, and gives the turn up whatever becomes of that. */
    private void endTransaction(Ending ending) throws SQLException {
        VirtualTransaction open = transaction;
        Turn held = turn;
        if (open == null || held == null) {
            return;
        }
        Turn entered = database.queue().take(this, SqlCommand.driver(ending == Ending.COMMIT ? "COMMIT" : "ROLLBACK"));
        try {
            if (ending == Ending.COMMIT) {
                database.commit(open);
            } else {
                database.rollback(open);
            }
            sandbox().journal().add(io.isolario.core.JournalKind.SQL, ending.name());
        } catch (SQLException failure) {
            database.physical().checkLost(failure);
            throw failure;
        } finally {
            transaction = null;
            turn = null;
            database.queue().end(entered);
        }
    }

    @Override
    public void setReadOnly(boolean newReadOnly) throws SQLException {
        requireOpen();
        if (transaction != null) {
            throw new SQLException(
                    "Cannot change transaction read-only property in the middle of a transaction.", "25001");
        }
        readOnly = newReadOnly;
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        requireOpen();
        return readOnly;
    }

    @Override
    public boolean isValid(int timeout) throws SQLException {
        if (timeout < 0) {
            throw new SQLException("The timeout of isValid(..) is negative: " + timeout, "22023");
        }
        return !isClosed() && database.physical().loss() == null;
    }

    @Override
    public boolean isClosed() {
        return closed || sandbox().state() == io.isolario.core.SandboxState.ENDED;
    }

    /** Rolls an open transaction back, as pools do. */
    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        if (sandbox().state() == io.isolario.core.SandboxState.ENDED) {
            closed = true;
            return;
        }
        try {
            endTransaction(Ending.ROLLBACK);
        } finally {
            closed = true;
            closeStatements();
        }
    }

    /** Rolls back what a thread left open that has ended; called within a turn of another connection. */
    void abandon() throws SQLException {
        VirtualTransaction open = transaction;
        transaction = null;
        turn = null;
        closed = true;
        if (open != null) {
            database.rollback(open);
            sandbox()
                    .journal()
                    .add(io.isolario.core.JournalKind.SQL, "ROLLBACK of a connection whose thread has ended");
        }
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        cancelStatements();
        close();
    }

    @Override
    public SQLException refuseUnwrap(Class<?> iface) {
        return SqlErrors.refusedInTransaction(
                sandbox(),
                "unwrap(" + iface.getName() + ")",
                "the physical connection is shared by the whole sandbox, and what is done to it directly could not be kept apart.");
    }

    @Override
    public String toString() {
        return "VirtualConnection{sandbox=" + sandbox() + ", autoCommit=" + autoCommit + ", " + execution + "}";
    }
}
