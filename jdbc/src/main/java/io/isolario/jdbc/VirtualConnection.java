package io.isolario.jdbc;

import io.isolario.core.Sandbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What the application gets for a connection in TRANSACTION isolation: it has an auto-commit mode and transactions of its own,
 * and shares the physical connection with the other virtual ones of the sandbox.
 *
 * <p>Like any connection it is used by one thread at a time; the fields are volatile so that the next user sees them.
 */
final class VirtualConnection extends SharedSettingsConnection {

    private final TransactionSession session;
    private final Execution execution;
    private volatile boolean autoCommit;
    private volatile boolean readOnly;
    private volatile boolean closed;
    // Only touched within a turn of this connection.
    private volatile @Nullable VirtualTransaction transaction;
    private volatile @Nullable Turn turn;

    VirtualConnection(TransactionSession session, boolean autoCommit) {
        this.session = session;
        this.autoCommit = autoCommit;
        this.execution = executionChain();
    }

    /** Every execution passes these, the outermost first. */
    private Execution executionChain() {
        Execution chain = new TransactionalExecution(this);
        chain = session.dialect().withinTurn(this, chain); // what one session shared by several would get wrong
        chain = new LockWaitExecution(
                session.sandbox(), this, session.lockWatch(), chain); // a lock wait is not endless
        chain = new LossNoticingExecution(session.physical(), chain); // sees the driver's own error
        chain = new QueuedExecution(this, chain); // from here on nobody else talks to the connection
        chain = new JournalledExecution(session.sandbox(), chain); // also notes what is refused a turn
        return new ScreenedExecution(session, chain); // what cannot be had must not even wait
    }

    @Override
    Execution execution() {
        return execution;
    }

    @Override
    <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        requireOpen();
        return super.run(command, call);
    }

    @Override
    Connection delegate() throws SQLException {
        requireOpen();
        return session.physical().get();
    }

    @Override
    TransactionSession session() {
        return session;
    }

    boolean readOnly() {
        return readOnly;
    }

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

    private Sandbox sandbox() {
        return session.sandbox();
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
        if (!autoCommit || session.dialect().refusesEndInAutoCommitMode()) {
            requireTransactional(action);
            endTransaction(ending);
        }
    }

    private void requireTransactional(String action) throws SQLException {
        requireOpen();
        if (autoCommit) {
            throw new SQLException("Cannot " + action + " when autoCommit is enabled.", SqlErrors.NO_TRANSACTION);
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
        Turn entered = session.queue().take(this, SqlCommand.driver(ending == Ending.COMMIT ? "COMMIT" : "ROLLBACK"));
        try {
            if (ending == Ending.COMMIT) {
                session.commit(open);
            } else {
                session.rollback(open);
            }
            sandbox().journal().add(io.isolario.core.JournalKind.SQL, ending.name());
        } catch (SQLException failure) {
            session.physical().checkLost(failure);
            throw failure;
        } finally {
            transaction = null;
            turn = null;
            session.queue().end(entered);
        }
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        requireTransactional("set a savepoint");
        return ofThisTransaction(
                run(SqlCommand.driver("SAVEPOINT"), () -> delegate().setSavepoint()));
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        requireTransactional("set a savepoint");
        return ofThisTransaction(
                run(SqlCommand.driver("SAVEPOINT " + name), () -> delegate().setSavepoint(name)));
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        requireTransactional("roll back to a savepoint");
        requireOfThisTransaction(savepoint);
        run(SqlCommand.driver("ROLLBACK TO SAVEPOINT"), () -> {
            delegate().rollback(savepoint);
            return true;
        });
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        requireTransactional("release a savepoint");
        requireOfThisTransaction(savepoint);
        run(SqlCommand.driver("RELEASE SAVEPOINT"), () -> {
            delegate().releaseSavepoint(savepoint);
            return true;
        });
    }

    private Savepoint ofThisTransaction(Savepoint savepoint) {
        VirtualTransaction open = transaction;
        if (open != null) {
            open.ofApplication().add(savepoint);
        }
        return savepoint;
    }

    /** Inside the outer transaction an old savepoint would still be there, and undo what was committed since. */
    private void requireOfThisTransaction(Savepoint savepoint) throws SQLException {
        VirtualTransaction open = transaction;
        if (open == null || !open.ofApplication().contains(savepoint)) {
            throw new SQLException("The savepoint is not of the current transaction.", SqlErrors.NO_SAVEPOINT);
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
        return !isClosed() && session.physical().loss() == null;
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

    @Override
    public void abort(Executor executor) throws SQLException {
        cancelStatements();
        close();
    }

    @Override
    SQLException refuseUnwrap(Class<?> iface) {
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
