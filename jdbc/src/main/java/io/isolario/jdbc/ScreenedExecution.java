package io.isolario.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses statements that would end the outer transaction, or that cannot be had inside it. */
final class ScreenedExecution implements Execution {

    private static final Set<String> TRANSACTION_CONTROL = Set.of("BEGIN", "START", "COMMIT", "END", "ABORT");

    private final TransactionSession session;
    private final Execution next;

    ScreenedExecution(TransactionSession session, Execution next) {
        this.session = session;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        for (SqlScript.Leading statement : command.script().statements()) {
            if (controlsTransaction(statement)) {
                throw SqlErrors.refusedInTransaction(
                        session.sandbox(),
                        "\"" + command.quoted() + "\"",
                        "transaction control as SQL text would end the outer transaction; Connection.setAutoCommit, commit and "
                                + "rollback work as usual.");
            }
        }
        Optional<String> refusal = session.dialect().refusal(command);
        if (refusal.isPresent()) {
            throw SqlErrors.refusedInTransaction(session.sandbox(), "\"" + command.quoted() + "\"", refusal.get());
        }
        return next.run(command, call);
    }

    private static boolean controlsTransaction(SqlScript.Leading statement) {
        boolean wholeRollback = statement.first().equals("ROLLBACK") && !rollsBackToSavepoint(statement);
        return TRANSACTION_CONTROL.contains(statement.first())
                || wholeRollback
                || statement.startsWith("PREPARE", "TRANSACTION")
                || statement.startsWith("SET", "TRANSACTION")
                || statement.startsWith("SET", "SESSION", "CHARACTERISTICS");
    }

    private static boolean rollsBackToSavepoint(SqlScript.Leading statement) {
        return statement.words().contains("TO");
    }

    @Override
    public String toString() {
        return "screened > " + next;
    }
}
