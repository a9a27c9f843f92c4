package io.isolario.jdbc.transaction;

import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Row 9 of the catalogue: refuses settings that cannot be followed to the end of their transaction; see {@link LocalSettings}. */
public final class LocalSettingsExecution implements Execution {

    private final TransactionSession session;
    private final Execution next;

    LocalSettingsExecution(TransactionSession session, Execution next) {
        this.session = session;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        if (session.dialect().hasLocalSettings()) {
            Optional<String> refusal = LocalSettings.refusal(command);
            if (refusal.isPresent()) {
                throw SqlErrors.refusedInTransaction(session.sandbox(), "\"" + command.quoted() + "\"", refusal.get());
            }
        }
        return next.run(command, call);
    }

    @Override
    public String toString() {
        return "localSettings > " + next;
    }
}
