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
        if (connection.getAutoCommit()) {
            return session.runStandAlone(call);
        }
        VirtualTransaction transaction = connection.transaction();
        if (transaction == null) {
            transaction = session.begin(connection.readOnly());
            connection.transaction(transaction);
        }
        try {
            return call.call();
        } catch (SQLException failure) {
            transaction.failed(failure);
            throw failure;
        }
    }

    @Override
    public String toString() {
        return "transactional";
    }
}
