package io.isolario.jdbc.transaction;

import io.isolario.jdbc.dialect.StatementCheck;
import io.isolario.jdbc.dialect.TransactionControlCheck;
import io.isolario.jdbc.dialect.TransactionModeCheck;
import io.isolario.jdbc.dialect.TwoPhaseCheck;
import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses statements that would end the outer transaction, or that cannot be had inside it. */
final class CheckedExecution implements Execution {

    /** What no dialect can have; each dialect has more. */
    private static final List<StatementCheck> SCREENS =
            List.of(new TwoPhaseCheck(), new TransactionModeCheck(), new TransactionControlCheck());

    private final TransactionDatabase database;
    private final Execution next;

    CheckedExecution(TransactionDatabase database, Execution next) {
        this.database = database;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        Optional<String> refusal = StatementCheck.first(SCREENS, command.script())
                .or(() -> database.dialect().refusal(command));
        if (refusal.isPresent()) {
            throw SqlErrors.refusedInTransaction(database.sandbox(), "\"" + command.quoted() + "\"", refusal.get());
        }
        return next.run(command, call);
    }

    @Override
    public String toString() {
        return "screened > " + next;
    }
}
