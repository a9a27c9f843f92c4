package io.isolario.jdbc;

import io.isolario.core.JournalKind;
import io.isolario.core.ResourceSession;
import io.isolario.core.Sandbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data of one sandbox in one database, in TRANSACTION isolation: an outer transaction on one physical connection, in which
 * the transactions of the application are virtual.
 *
 * <p>What it does to the outer transaction is confined to the current {@link Turn}; the turns follow each other under the lock of
 * the {@link ConnectionQueue}, which also makes the fields below visible from one to the next.
 */
final class TransactionSession implements DatabaseSession {

    private static final Duration CUT_OFF = Duration.ofSeconds(2);
    private static final int STATEMENTS_PER_FOLD = 50;
    private static final String FOLD = "isolario_fold";

    private final Sandbox sandbox;
    private final DatabaseProfile profile;
    private final PhysicalConnection physical;
    private final ConnectionQueue queue;
    private final LockWatch lockWatch;
    // Whether nothing was kept in the outer transaction since it began, so that rolling it back loses nothing.
    private boolean untouched = true;
    private long savepointsMade;
    private int statementsSinceFold;
    // Where the outer transaction began, if the dialect needs that to tell whether it is still the same.
    private Optional<Savepoint> mark = Optional.empty();

    TransactionSession(Sandbox sandbox, SandboxDataSource dataSource, DatabaseProfile profile) {
        this.sandbox = sandbox;
        this.profile = profile;
        this.physical = new PhysicalConnection(sandbox, dataSource);
        this.queue = new ConnectionQueue(sandbox.toString(), dataSource.longestWait());
        this.lockWatch = dataSource.lockWatch(profile.dialect());
    }

    Sandbox sandbox() {
        return sandbox;
    }

    @Override
    public DatabaseProfile profile() {
        return profile;
    }

    @Override
    public Connection connection(SandboxDataSource dataSource) throws SQLException {
        requireSameUser(dataSource);
        return new VirtualConnection(this, dataSource.profile().autoCommit());
    }

    private void requireSameUser(SandboxDataSource dataSource) throws SQLException {
        DatabaseProfile other = dataSource.profile();
        if (!profile.user().equals(other.user())) {
            throw SqlErrors.refusedInTransaction(
                    sandbox,
                    "DataSource \"" + dataSource.name() + "\"",
                    "it logs in to database " + other.identity().database() + " as \"" + other.user()
                            + "\", while the sandbox's connection to it logged in as \"" + profile.user()
                            + "\"; one connection has one user, and another connection would not see the sandbox's data.");
        }
    }

    Dialect dialect() {
        return profile.dialect();
    }

    LockWatch lockWatch() {
        return lockWatch;
    }

    PhysicalConnection physical() {
        return physical;
    }

    ConnectionQueue queue() {
        return queue;
    }

    /** Executes a statement that is a transaction of its own. */
    <T extends @Nullable Object> T runStandAlone(SqlCall<T> call) throws SQLException {
        Connection connection = marked();
        if (untouched) {
            return runFirst(connection, call);
        }
        foldSavepoints(connection);
        return dialect().runStandAlone(connection, call);
    }

    /** Before anything was kept, a failed statement is undone by beginning anew: no savepoint is needed. */
    private <T extends @Nullable Object> T runFirst(Connection connection, SqlCall<T> call) throws SQLException {
        try {
            T result = call.call();
            untouched = false;
            return result;
        } catch (SQLException failure) {
            rollbackAfter(failure, connection);
            throw failure;
        }
    }

    private Connection marked() throws SQLException {
        Connection connection = physical.get();
        if (mark.isEmpty()) {
            mark = dialect().markOuterTransaction(connection);
        }
        return connection;
    }

    /** Fails when the command that was just executed has ended the outer transaction. */
    void requireOuterTransaction(SqlCommand command) throws SQLException {
        if (dialect().isTransactionLost(physical.get())) {
            throw physical.endedFromWithin(command);
        }
    }

    /** Returns whether there is an outer transaction, as far as this session has to do with it; for dialects that mark it. */
    boolean isMarked() {
        return mark.isPresent();
    }

    private void rollbackOuter(Connection connection) throws SQLException {
        mark = Optional.empty();
        connection.rollback();
    }

    private void rollbackAfter(SQLException failure, Connection connection) {
        try {
            rollbackOuter(connection);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Savepoints of stand-alone statements pile up until an older one is released. */
    private void foldSavepoints(Connection connection) throws SQLException {
        if (statementsSinceFold++ % STATEMENTS_PER_FOLD == 0) {
            dialect().foldSavepoints(connection, FOLD, statementsSinceFold > 1);
        }
    }

    VirtualTransaction begin(boolean readOnly) throws SQLException {
        Connection connection = marked();
        if (untouched && !readOnly) {
            return new VirtualTransaction(null);
        }
        Savepoint savepoint = dialect().begin(connection, "isolario_" + ++savepointsMade, readOnly);
        return new VirtualTransaction(savepoint);
    }

    /** Keeps what a virtual transaction did; an aborted one is rolled back without a word, as by server and driver. */
    void commit(VirtualTransaction transaction) throws SQLException {
        Connection connection = physical.get();
        if (dialect().isAborted(connection)) {
            rollback(transaction);
            return;
        }
        Savepoint savepoint = transaction.savepoint();
        if (savepoint != null) {
            dialect().commit(connection, savepoint);
        }
        untouched = false;
    }

    void rollback(VirtualTransaction transaction) throws SQLException {
        Connection connection = physical.get();
        Savepoint savepoint = transaction.savepoint();
        if (savepoint == null) {
            rollbackOuter(connection);
        } else {
            dialect().rollback(connection, savepoint);
        }
    }

    @Override
    public void reset() throws SQLException {
        requireNoOpenTransaction("be reset");
        Connection connection = physical.ifTaken();
        if (connection != null) {
            rollbackOuter(connection);
        }
        untouched = true;
        statementsSinceFold = 0;
    }

    private void requireNoOpenTransaction(String action) {
        Turn open = queue.current();
        if (open != null) {
            throw new IllegalStateException("Sandbox " + sandbox + " cannot " + action
                    + " while a transaction is open: " + open
                    + ". Commit it, roll it back or close its connection first.");
        }
    }

    @Override
    public ResourceSession.Mark mark() throws SQLException {
        requireNoOpenTransaction("take a checkpoint");
        if (untouched) {
            return this::reset;
        }
        Savepoint savepoint = physical.get().setSavepoint("isolario_mark_" + ++savepointsMade);
        int foldedBefore = statementsSinceFold;
        // The next stand-alone statement folds down to a savepoint after the mark, and never past it.
        statementsSinceFold = 0;
        return new OuterTransactionMark(this, savepoint, foldedBefore);
    }

    /** Undoes what was done since the savepoint and keeps it. */
    void backTo(Savepoint savepoint) throws SQLException {
        requireNoOpenTransaction("go back to a checkpoint");
        physical.get().rollback(savepoint);
        statementsSinceFold = 0;
    }

    /** Undoes what was done since the savepoint and gives it up. */
    void backTo(Savepoint savepoint, int foldedBefore) throws SQLException {
        requireNoOpenTransaction("go back to a checkpoint");
        dialect().rollback(physical.get(), savepoint);
        statementsSinceFold = foldedBefore;
    }

    @Override
    public void undo() throws SQLException, InterruptedException {
        Optional<String> cutOff = cancelWhatIsExecuted();
        boolean idle = queue.close(CUT_OFF);
        Connection connection = physical.ifTaken();
        if (connection == null) {
            return;
        }
        if (physical.loss() != null) {
            throw SqlErrors.lost(physical.lossMessage(), physical.loss());
        }
        if (!idle) {
            connection.abort(Runnable::run);
            throw SqlErrors.timeout(
                    "The connection of sandbox " + sandbox + " was still in use " + CUT_OFF.toMillis()
                            + " ms after its statement was cancelled, and was aborted; the server rolls back. In use by: "
                            + queue.current(),
                    null);
        }
        boolean lost = !isMarkThere(connection);
        connection.rollback();
        sandbox.journal().add(JournalKind.SQL, "rolled back the outer transaction");
        if (lost) {
            throw new SQLException("The outer transaction of sandbox " + sandbox
                    + " was ended from within: what it did may have been committed. "
                    + "A procedure or a statement that Isolario does not know ended the transaction. Use "
                    + "@Sandboxed(isolation = DATABASE) for it.");
        }
        if (cutOff.isPresent()) {
            throw new SQLException("A statement was still being executed at the end of sandbox " + sandbox
                    + " and was cancelled: " + cutOff.get() + ". Wait for the work in the test, or count it: "
                    + "sandbox.begin(..), SandboxContext.wrap(executor).");
        }
    }

    private boolean isMarkThere(Connection connection) {
        if (mark.isEmpty()) {
            return true;
        }
        try {
            connection.rollback(mark.get());
            return true;
        } catch (SQLException forgotten) {
            return false;
        }
    }

    private Optional<String> cancelWhatIsExecuted() {
        Turn turn = queue.current();
        if (turn == null || !turn.isExecuting()) {
            return Optional.empty();
        }
        String executed = turn.toString();
        turn.connection().cancelStatements();
        return Optional.of(executed);
    }

    @Override
    public void release() throws SQLException {
        physical.release();
    }
}
