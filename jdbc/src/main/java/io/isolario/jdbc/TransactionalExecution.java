package io.isolario.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Puts a command into the virtual transaction of its connection, or makes it stand alone in auto-commit mode. */
final class TransactionalExecution implements Execution {

    private final VirtualConnection connection;

    TransactionalExecution(VirtualConnection connection) {
        this.connection = connection;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        TransactionSession session = connection.session();
        T result = connection.getAutoCommit() ? session.runStandAlone(call) : runInTransaction(session, call);
        session.requireOuterTransaction(command);
        return result;
    }

    private <T extends @Nullable Object> T runInTransaction(TransactionSession session, SqlCall<T> call)
            throws SQLException {
        if (connection.transaction() == null) {
            connection.transaction(session.begin(connection.readOnly()));
        }
        return call.call();
    }

    @Override
    public String toString() {
        return "transactional";
    }
}
