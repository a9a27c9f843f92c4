package io.isolario.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses statements that would end the outer transaction, or that cannot be had inside it. */
final class ScreenedExecution implements Execution {

    /** What no dialect can have; each dialect has more. */
    private static final List<StatementScreen> SCREENS =
            List.of(new TwoPhaseScreen(), new TransactionModeScreen(), new TransactionControlScreen());

    private final TransactionSession session;
    private final Execution next;

    ScreenedExecution(TransactionSession session, Execution next) {
        this.session = session;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        Optional<String> refusal = StatementScreen.first(SCREENS, command.script())
                .or(() -> session.dialect().refusal(command));
        if (refusal.isPresent()) {
            throw SqlErrors.refusedInTransaction(session.sandbox(), "\"" + command.quoted() + "\"", refusal.get());
        }
        return next.run(command, call);
    }

    @Override
    public String toString() {
        return "screened > " + next;
    }
}
