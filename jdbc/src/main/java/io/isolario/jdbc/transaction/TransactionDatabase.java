package io.isolario.jdbc.transaction;

import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import io.isolario.jdbc.database.DatabaseAccess;
import io.isolario.jdbc.database.SandboxDatabase;
import io.isolario.jdbc.dialect.ClockRewrite;
import io.isolario.jdbc.dialect.DatabaseProfile;
import io.isolario.jdbc.dialect.DeferrableConstraints;
import io.isolario.jdbc.dialect.Dialect;
import io.isolario.jdbc.dialect.VirtualClock;
import io.isolario.jdbc.guard.LockWatch;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data of one sandbox in one database, in TRANSACTION isolation: an outer transaction on one physical connection, in which
 * the transactions of the application are virtual.
 *
 * <p>What it does to the {@link OuterTransaction} is confined to the current {@link Turn}.
 */
public final class TransactionDatabase implements SandboxDatabase {

    private static final Duration CUT_OFF = Duration.ofSeconds(2);
    private final ManagedSandbox sandbox;
    private final DatabaseProfile profile;
    private final PhysicalConnection physical;
    private final ConnectionQueue queue;
    private final LockWatch lockWatch;
    private final OuterTransaction outer;
    private final SandboxSchema schema;
    private final SandboxTables tables = new SandboxTables();

    public TransactionDatabase(ManagedSandbox sandbox, DatabaseAccess dataSource, DatabaseProfile profile) {
        this.sandbox = sandbox;
        this.profile = profile;
        this.physical = new PhysicalConnection(sandbox, dataSource);
        this.outer = new OuterTransaction(physical, profile.dialect());
        this.schema = new SandboxSchema(sandbox, dataSource, profile.dialect());
        this.queue = new ConnectionQueue(sandbox.toString(), dataSource.longestWait());
        this.lockWatch = dataSource.lockWatch(profile.dialect());
    }

    ManagedSandbox sandbox() {
        return sandbox;
    }

    @Override
    public DatabaseProfile profile() {
        return profile;
    }

    @Override
    public Connection connection(DatabaseAccess dataSource) throws SQLException {
        requireSameUser(dataSource);
        return new VirtualConnection(this, dataSource.profile().autoCommit());
    }

    private void requireSameUser(DatabaseAccess dataSource) throws SQLException {
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

    public PhysicalConnection physical() {
        return physical;
    }

    ConnectionQueue queue() {
        return queue;
    }

    SandboxTables tables() {
        return tables;
    }

    /** A failure must not leave the outer transaction aborted. */
    private DeferrableConstraints constraints() throws SQLException {
        try {
            return schema.constraints(physical.get());
        } catch (SQLException failure) {
            outer.rollbackAll();
            throw failure;
        }
    }

    /** Returns whether a stand-alone command has to be a virtual transaction, as something happens at its commit. */
    boolean needsTransaction(SqlCommand command) throws SQLException {
        boolean executes = !command.script().statements().isEmpty() || command.isRowChange();
        return executes && (constraints().present() || makesLocalSettings(command));
    }

    private boolean makesLocalSettings(SqlCommand command) {
        return dialect().hasLocalSettings() && LocalSettings.areMadeBy(command.script());
    }

    /** Executes a statement that is a transaction of its own. */
    <T extends @Nullable Object> T runStandAlone(SqlCommand command, SqlCall<T> call) throws SQLException {
        Optional<VirtualClock> clock = clockFor(command);
        T result = outer.runStandAlone(() -> {
            if (clock.isPresent()) {
                clock.get().set(physical.get(), 0L);
            }
            return call.call();
        });
        executed(command);
        return result;
    }

    /** Executes a statement of a virtual transaction. */
    <T extends @Nullable Object> T run(VirtualTransaction transaction, SqlCommand command, SqlCall<T> call)
            throws SQLException {
        Optional<VirtualClock> clock = clockFor(command);
        if (clock.isPresent()) {
            transaction.showTime(clock.get(), physical.get());
        }
        if (makesLocalSettings(command)) {
            transaction.localSettings().remember(command, physical.get());
        }
        transaction.executing(command);
        T result = call.call();
        executed(command);
        return result;
    }

    private Optional<VirtualClock> clockFor(SqlCommand command) {
        return ClockRewrite.concerns(command.script()) ? dialect().clock() : Optional.empty();
    }

    private void executed(SqlCommand command) throws SQLException {
        outer.requirePresentAfter(command);
        schema.executed(command, physical.get());
    }

    /** Fails when the outer transaction has gone since the last statement. */
    void requireOuterTransaction(SqlCommand command) throws SQLException {
        outer.requirePresentBefore(command);
    }

    /** Returns whether there is an outer transaction, as far as this session has to do with it; for dialects that mark it. */
    boolean isMarked() {
        return outer.isMarked();
    }

    VirtualTransaction begin(boolean readOnly) throws SQLException {
        constraints(); // looked up before a savepoint is set
        return outer.begin(readOnly);
    }

    /** Keeps what a virtual transaction did; an aborted one is rolled back without a word, as by server and driver. */
    void commit(VirtualTransaction transaction) throws SQLException {
        if (outer.isAborted()) {
            rollback(transaction);
            return;
        }
        try {
            Connection connection = physical.get();
            constraints().check(connection); // may run triggers, which see the settings of the transaction
            transaction.localSettings().restore(connection);
            if (transaction.declaresCursors()) {
                dialect().closeCursors(connection);
            }
            outer.commit(transaction);
        } catch (SQLException failure) {
            rollbackAfter(failure, transaction);
            throw failure;
        }
        transaction.end();
    }

    void rollbackAfter(SQLException failure, VirtualTransaction transaction) {
        try {
            rollback(transaction);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    void rollback(VirtualTransaction transaction) throws SQLException {
        transaction.end();
        outer.rollback(transaction);
    }

    @Override
    public void reset() throws SQLException {
        requireNoOpenTransaction("be reset");
        outer.rollbackAll();
        schema.reset();
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
        return outer.mark(this);
    }

    /** Undoes what was done since a mark, and keeps it or gives it up. */
    void backTo(OuterTransactionMark mark, OuterTransactionMark.Fate fate) throws SQLException {
        requireNoOpenTransaction("go back to a checkpoint");
        outer.backTo(mark, fate);
        schema.undone(physical.get());
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
        boolean lost = !outer.isStillTheSame(connection);
        if (!lost && sandbox.hasFailed()) {
            keepWrittenRows(connection);
        }
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

    private void keepWrittenRows(Connection connection) {
        try {
            Turn open = queue.current();
            VirtualTransaction left = open == null ? null : open.connection().transaction();
            if (left != null && outer.isAborted()) {
                outer.rollback(left);
            }
            dialect().writtenRows(connection).forEach(line -> sandbox.journal().add(JournalKind.SQL, line));
        } catch (SQLException e) {
            sandbox.journal().add(JournalKind.SQL, "what was written cannot be read: " + e.getMessage());
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
