package io.isolario.jdbc.transaction;

import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Row 18 of the catalogue: turns the server's error for what must not run inside a transaction into a refusal, as the application
 * has begun none. A procedure that commits is the usual case.
 */
public final class NoOuterTransactionExecution implements Execution {

    private final VirtualConnection connection;
    private final Execution next;

    NoOuterTransactionExecution(VirtualConnection connection, Execution next) {
        this.connection = connection;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        try {
            return next.run(command, call);
        } catch (SQLException failure) {
            TransactionDatabase database = connection.database();
            if (connection.getAutoCommit() && database.dialect().isForbiddenInTransaction(failure)) {
                SQLException refusal = SqlErrors.refusedInTransaction(
                        database.sandbox(),
                        "\"" + command.quoted() + "\"",
                        "it must not be inside a transaction (" + failure.getMessage() + ").");
                refusal.initCause(failure);
                throw refusal;
            }
            throw failure;
        }
    }

    @Override
    public String toString() {
        return "noOuterTransaction > " + next;
    }
}
