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

    private final TransactionDatabase database;
    private final Execution next;

    LocalSettingsExecution(TransactionDatabase database, Execution next) {
        this.database = database;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        if (database.dialect().hasLocalSettings()) {
            Optional<String> refusal = LocalSettings.refusal(command);
            if (refusal.isPresent()) {
                throw SqlErrors.refusedInTransaction(database.sandbox(), "\"" + command.quoted() + "\"", refusal.get());
            }
        }
        return next.run(command, call);
    }

    @Override
    public String toString() {
        return "localSettings > " + next;
    }
}
