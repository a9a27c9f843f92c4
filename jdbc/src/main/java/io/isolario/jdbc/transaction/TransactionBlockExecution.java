package io.isolario.jdbc.transaction;

import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import io.isolario.jdbc.sql.SqlScript;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Fails in auto-commit mode for what needs a transaction, as the server would: inside the outer transaction it would not.
 */
public final class TransactionBlockExecution implements Execution {

    private final VirtualConnection connection;
    private final Execution next;

    TransactionBlockExecution(VirtualConnection connection, Execution next) {
        this.connection = connection;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        if (connection.getAutoCommit()) {
            for (SqlScript.Leading statement : command.script().statements()) {
                String wording = connection.database().dialect().onlyInTransaction(statement);
                if (wording != null) {
                    throw new SQLException(
                            "ERROR: " + wording + " can only be used in transaction blocks", SqlErrors.NO_TRANSACTION);
                }
            }
        }
        return next.run(command, call);
    }

    @Override
    public String toString() {
        return "transactionBlock > " + next;
    }
}
