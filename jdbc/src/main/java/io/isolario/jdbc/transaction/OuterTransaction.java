package io.isolario.jdbc.transaction;

import io.isolario.core.ResourceSession;
import io.isolario.jdbc.dialect.Dialect;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of the physical connection, in which those of the application are virtual; it is never committed.
 *
 * <p>Confined to the current {@link Turn}; the turns follow each other under the lock of the {@link ConnectionQueue}, which also
 * makes the fields visible from one to the next.
 */
public final class OuterTransaction {

    private static final int STATEMENTS_PER_FOLD = 50;
    private static final String FOLD = "isolario_fold";

    private final PhysicalConnection physical;
    private final Dialect dialect;
    // Whether nothing was kept since it began, so that rolling it back loses nothing.
    private boolean untouched = true;
    // Whether a statement has begun it, so that it has to be there.
    private boolean begun;
    private long savepointsMade;
    private int statementsSinceFold;
    // Where it began, if the dialect needs that to tell whether it is still the same.
    private Optional<Savepoint> mark = Optional.empty();

    OuterTransaction(PhysicalConnection physical, Dialect dialect) {
        this.physical = physical;
        this.dialect = dialect;
    }

    private Connection marked() throws SQLException {
        Connection connection = physical.get();
        if (mark.isEmpty()) {
            mark = dialect.markOuterTransaction(connection);
        }
        return connection;
    }

    /** Executes a statement that is a transaction of its own. */
    <T extends @Nullable Object> T runStandAlone(SqlCall<T> call) throws SQLException {
        Connection connection = marked();
        if (untouched) {
            return runFirst(call);
        }
        if (statementsSinceFold++ % STATEMENTS_PER_FOLD == 0) {
            // Savepoints of stand-alone statements pile up until an older one is released.
            dialect.foldSavepoints(connection, FOLD, statementsSinceFold > 1);
        }
        return dialect.runStandAlone(connection, call);
    }

    /** Before anything was kept, a failed statement is undone by beginning anew: no savepoint is needed. */
    private <T extends @Nullable Object> T runFirst(SqlCall<T> call) throws SQLException {
        try {
            T result = call.call();
            untouched = false;
            return result;
        } catch (SQLException failure) {
            try {
                rollbackAll();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }

    VirtualTransaction begin(boolean readOnly) throws SQLException {
        Connection connection = marked();
        if (untouched && !readOnly) {
            return new VirtualTransaction(null);
        }
        return new VirtualTransaction(dialect.begin(connection, "isolario_" + ++savepointsMade, readOnly));
    }

    void commit(VirtualTransaction transaction) throws SQLException {
        Savepoint savepoint = transaction.savepoint();
        if (savepoint != null) {
            dialect.commit(physical.get(), savepoint);
        }
        untouched = false;
    }

    void rollback(VirtualTransaction transaction) throws SQLException {
        Savepoint savepoint = transaction.savepoint();
        if (savepoint == null) {
            rollbackAll();
        } else {
            dialect.rollback(physical.get(), savepoint);
        }
    }

    boolean isAborted() throws SQLException {
        return dialect.isAborted(physical.get());
    }

    /** Undoes everything; a new outer transaction begins with the next statement. */
    void rollbackAll() throws SQLException {
        Connection connection = physical.ifTaken();
        if (connection != null) {
            mark = Optional.empty();
            connection.rollback();
        }
        untouched = true;
        begun = false;
        statementsSinceFold = 0;
    }

    boolean isMarked() {
        return mark.isPresent();
    }

    /** Remembers the state as of now. */
    ResourceSession.Mark mark(TransactionDatabase database) throws SQLException {
        if (untouched) {
            return database::reset;
        }
        Savepoint savepoint = physical.get().setSavepoint("isolario_mark_" + ++savepointsMade);
        int foldedBefore = statementsSinceFold;
        // The next stand-alone statement folds down to a savepoint after the mark, and never past it.
        statementsSinceFold = 0;
        return new OuterTransactionMark(database, savepoint, foldedBefore);
    }

    void backTo(OuterTransactionMark to, OuterTransactionMark.Fate fate) throws SQLException {
        if (fate == OuterTransactionMark.Fate.KEPT) {
            physical.get().rollback(to.savepoint());
            statementsSinceFold = 0;
        } else {
            dialect.rollback(physical.get(), to.savepoint());
            statementsSinceFold = to.foldedBefore();
        }
    }

    /** Row 22 of the catalogue: fails when the outer transaction has gone since the last statement. */
    void requirePresentBefore(SqlCommand command) throws SQLException {
        if (begun && dialect.isTransactionLost(physical.get())) {
            throw physical.endedFromWithin("something before: " + command.quoted());
        }
    }

    /** Row 22 of the catalogue: fails when the command that was just executed has ended the outer transaction. */
    void requirePresentAfter(SqlCommand command) throws SQLException {
        boolean lost = dialect.isTransactionLost(physical.get());
        if (lost && !begun && command.isOfDriver()) {
            return; // the driver has answered by itself, so nothing has begun it yet
        }
        begun = true;
        if (lost) {
            throw physical.endedFromWithin(command.quoted());
        }
    }

    /** Row 22 of the catalogue: returns whether it is still the one that began, where that shows at the end only. */
    boolean isStillTheSame(Connection connection) throws SQLException {
        if (mark.isEmpty()) {
            return !begun || !dialect.isTransactionLost(connection);
        }
        try {
            connection.rollback(mark.get());
            return true;
        } catch (SQLException forgotten) {
            return false;
        }
    }
}
