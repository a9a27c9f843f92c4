package io.isolario.jdbc.dialect;

import io.isolario.jdbc.sql.SqlScript;
import java.util.Optional;
import java.util.Set;

/** Refuses SQL text that ends the outer transaction, or that sets savepoints in it which no virtual transaction knows. */
public final class TransactionControlCheck implements StatementCheck {

    private static final Set<String> CONTROL =
            Set.of("BEGIN", "START", "COMMIT", "END", "ABORT", "ROLLBACK", "SAVEPOINT", "RELEASE");

    @Override
    public Optional<String> refusal(SqlScript script) {
        return script.statements().stream()
                .filter(statement -> CONTROL.contains(statement.first()))
                .findFirst()
                .map(statement -> isAboutSavepoint(statement)
                        ? "a savepoint as SQL text would outlive its transaction, which is a savepoint itself; "
                                + "Connection.setSavepoint, rollback(Savepoint) and releaseSavepoint work as usual."
                        : "transaction control as SQL text would end the outer transaction; Connection.setAutoCommit, "
                                + "commit and rollback work as usual.");
    }

    private static boolean isAboutSavepoint(SqlScript.Leading statement) {
        return statement.first().equals("SAVEPOINT")
                || statement.first().equals("RELEASE")
                || (statement.first().equals("ROLLBACK") && statement.words().contains("TO"));
    }
}
