package io.isolario.jdbc.unowned;

import io.isolario.jdbc.dialect.Dialect;
import io.isolario.jdbc.sql.SqlCall;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a connection that only reads the baseline.
 *
 * <p>Each is begun as read-only at the server, beyond recall. A session's default for its transactions is no guard: the client, the
 * pool and a function can change it, and a rollback undoes the change that made it. In auto-commit mode each statement gets a
 * transaction of its own. Before a commit the server is asked whether something was written all the same.
 *
 * <p>Thread-safe: threads that share the connection take turns, as the three steps of a statement belong together.
 */
final class ReadOnlyTransaction {

    private final Connection connection;
    private final BaselineAccess baseline;
    private final ReentrantLock turn = new ReentrantLock();
    // Written by the threads that share the connection, in their turn.
    private boolean begun;
    private boolean wroteBefore;

    ReadOnlyTransaction(Connection connection, BaselineAccess baseline) {
        this.connection = connection;
        this.baseline = baseline;
    }

    Dialect dialect() throws SQLException {
        return baseline.dialect(connection);
    }

    /** Says that the open transaction writes, which it may as there is no sandbox yet. */
    void noteWrite() throws SQLException {
        turn.lock();
        try {
            wroteBefore = !connection.getAutoCommit();
        } finally {
            turn.unlock();
        }
        baseline.noteWrite();
    }

    /**
     * Makes a call in a read-only transaction.
     *
     * @param refusal the error to throw should the transaction have written, before the call or by it
     */
    <T extends @Nullable Object> T run(SqlCall<T> call, Supplier<SQLException> refusal) throws SQLException {
        turn.lock();
        try {
            if (connection.getAutoCommit()) {
                return runStandAlone(call, refusal);
            }
            if (wroteBefore) {
                throw refusal.get();
            }
            begin();
            return call.call();
        } finally {
            turn.unlock();
        }
    }

    private <T extends @Nullable Object> T runStandAlone(SqlCall<T> call, Supplier<SQLException> refusal)
            throws SQLException {
        Dialect dialect = dialect();
        dialect.beginReadOnly(connection);
        T result;
        try {
            result = call.call();
            if (dialect.hasWritten(connection)) {
                throw refusal.get();
            }
        } catch (SQLException | RuntimeException | Error failure) {
            try {
                dialect.endReadOnly(connection, false);
            } catch (SQLException unended) {
                failure.addSuppressed(unended);
            }
            throw failure;
        }
        dialect.endReadOnly(connection, true);
        return result;
    }

    /** Begins the transaction that the next statement would begin: a savepoint must not come before it is read-only. */
    void begin() throws SQLException {
        turn.lock();
        try {
            if (!begun && !wroteBefore && !connection.getAutoCommit()) {
                dialect().beginReadOnly(connection);
                begun = true;
            }
        } finally {
            turn.unlock();
        }
    }

    /**
     * Ends the open transaction by a call that commits it.
     *
     * @param onlyReads whether the transaction must not have written; if it has, it is rolled back
     */
    void commit(boolean onlyReads, Supplier<SQLException> refusal, SqlStep step) throws SQLException {
        turn.lock();
        try {
            if (onlyReads
                    && !connection.getAutoCommit()
                    && (wroteBefore || dialect().hasWritten(connection))) {
                rollback(connection::rollback);
                throw refusal.get();
            }
            boolean wrote = wroteBefore;
            end(step);
            if (wrote) {
                baseline.noteWrite();
            }
        } finally {
            turn.unlock();
        }
    }

    /** Ends the open transaction by a call that rolls it back. */
    void rollback(SqlStep step) throws SQLException {
        turn.lock();
        try {
            end(step);
        } finally {
            turn.unlock();
        }
    }

    private void end(SqlStep step) throws SQLException {
        step.run();
        begun = false;
        wroteBefore = false;
    }

    /** A step that talks to the database. */
    @FunctionalInterface
    interface SqlStep {
        void run() throws SQLException;
    }
}
