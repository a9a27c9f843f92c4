package io.isolario.jdbc.transaction;

import io.isolario.jdbc.dialect.TemporaryTableCheck;
import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Row 15 of the catalogue: a temporary table belongs to one connection, so another one that talks of it is refused. What happens to
 * one at a commit is refused by {@link TemporaryTableCheck}.
 */
public final class TemporaryTableExecution implements Execution {

    private final VirtualConnection connection;
    private final Execution next;

    TemporaryTableExecution(VirtualConnection connection, Execution next) {
        this.connection = connection;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        TransactionDatabase database = connection.database();
        Optional<String> foreign = database.tables().temporaryOfAnother(command.script(), connection);
        if (foreign.isPresent()) {
            throw SqlErrors.refusedInTransaction(
                    database.sandbox(),
                    "\"" + command.quoted() + "\"",
                    "another connection of the sandbox has a temporary table \"" + foreign.get()
                            + "\"; this one must not see it, but shares its session.");
        }
        T result = next.run(command, call);
        database.tables().note(command, connection);
        return result;
    }

    @Override
    public String toString() {
        return "temporaryTable > " + next;
    }
}
