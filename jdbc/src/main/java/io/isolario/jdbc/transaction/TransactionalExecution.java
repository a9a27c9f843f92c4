package io.isolario.jdbc.transaction;

import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Puts a command into the virtual transaction of its connection, or makes it stand alone in auto-commit mode. */
public final class TransactionalExecution implements Execution {

    private final VirtualConnection connection;

    TransactionalExecution(VirtualConnection connection) {
        this.connection = connection;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        TransactionDatabase database = connection.database();
        database.requireOuterTransaction(command);
        if (!connection.getAutoCommit()) {
            return runInTransaction(database, command, call);
        }
        return database.needsTransaction(command)
                ? runAsTransaction(database, command, call)
                : database.runStandAlone(command, call);
    }

    private <T extends @Nullable Object> T runInTransaction(
            TransactionDatabase database, SqlCommand command, SqlCall<T> call) throws SQLException {
        VirtualTransaction open = connection.transaction();
        if (open == null) {
            open = database.begin(connection.readOnly());
            connection.transaction(open);
        }
        return database.run(open, command, call);
    }

    /** In auto-commit mode, with something to be done at the commit. */
    private static <T extends @Nullable Object> T runAsTransaction(
            TransactionDatabase database, SqlCommand command, SqlCall<T> call) throws SQLException {
        VirtualTransaction own = database.begin(false);
        T result;
        try {
            result = database.run(own, command, call);
        } catch (SQLException failure) {
            database.rollbackAfter(failure, own);
            throw failure;
        }
        database.commit(own);
        return result;
    }

    @Override
    public String toString() {
        return "transactional";
    }
}
