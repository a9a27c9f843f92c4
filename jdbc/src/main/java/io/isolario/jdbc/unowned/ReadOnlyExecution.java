package io.isolario.jdbc.unowned;

import io.isolario.core.SandboxRegistry;
import io.isolario.jdbc.dialect.Dialect;
import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlScript;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Executes the statements of unowned work in read-only transactions, and says who is asking when one wants to write. */
public final class ReadOnlyExecution implements Execution {

    /** What begins or ends a transaction; a transaction that the text begins would not be a read-only one. */
    private static final Set<String> TRANSACTION_CONTROL =
            Set.of("BEGIN", "START", "COMMIT", "END", "ABORT", "PREPARE", "XA");

    private final SandboxRegistry registry;
    private final ReadOnlyTransaction transaction;

    ReadOnlyExecution(SandboxRegistry registry, ReadOnlyTransaction transaction) {
        this.registry = registry;
        this.transaction = transaction;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        Dialect dialect = transaction.dialect();
        if (command.isRowChange()
                || command.script().statements().stream().anyMatch(ReadOnlyExecution::endsTransaction)
                || dialect.mayWrite(command)) {
            throw refusal(command, null);
        }
        try {
            return transaction.run(call, () -> refusal(command, null));
        } catch (SQLException failure) {
            throw dialect.isReadOnlyViolation(failure) || dialect.isForbiddenInTransaction(failure)
                    ? refusal(command, failure)
                    : failure;
        }
    }

    private static boolean endsTransaction(SqlScript.Leading statement) {
        if (statement.first().equals("ROLLBACK")) {
            return !statement.words().contains("TO");
        }
        return TRANSACTION_CONTROL.contains(statement.first()) && !isPreparedStatement(statement);
    }

    /** PREPARE TRANSACTION ends a transaction, PREPARE of a statement does not. */
    private static boolean isPreparedStatement(SqlScript.Leading statement) {
        return statement.first().equals("PREPARE") && !statement.startsWith("PREPARE", "TRANSACTION");
    }

    private SQLException refusal(SqlCommand command, @Nullable SQLException cause) {
        return UnownedExecution.refusal(registry, command.quoted(), cause);
    }

    @Override
    public String toString() {
        return "read-only transaction > " + Execution.DIRECT;
    }
}
