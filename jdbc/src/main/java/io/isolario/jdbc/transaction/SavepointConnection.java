package io.isolario.jdbc.transaction;

import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The savepoints that the application sets in a virtual transaction: each is of use in that one only. */
abstract class SavepointConnection extends SharedSettingsConnection {

    /** Returns the open transaction. */
    abstract @Nullable VirtualTransaction transaction();

    final void requireTransactional(String action) throws SQLException {
        requireOpen();
        if (getAutoCommit()) {
            throw new SQLException("Cannot " + action + " when autoCommit is enabled.", SqlErrors.NO_TRANSACTION);
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
            Objects.requireNonNull(transaction()).rolledBackToSavepoint();
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
        VirtualTransaction open = transaction();
        if (open != null) {
            open.ofApplication().add(savepoint);
        }
        return savepoint;
    }

    /** Inside the outer transaction an old savepoint would still be there, and undo what was committed since. */
    private void requireOfThisTransaction(Savepoint savepoint) throws SQLException {
        VirtualTransaction open = transaction();
        if (open == null || !open.ofApplication().contains(savepoint)) {
            throw new SQLException("The savepoint is not of the current transaction.", SqlErrors.NO_SAVEPOINT);
        }
    }
}
