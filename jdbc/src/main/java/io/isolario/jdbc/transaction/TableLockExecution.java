package io.isolario.jdbc.transaction;

import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import io.isolario.jdbc.sql.SqlScript;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Row 18 of the catalogue: refuses what locks a whole table or changes the schema, as other sandboxes would wait for that until
 * this one ends. With the tables that the sandbox has created itself, it may do what it likes.
 */
public final class TableLockExecution implements Execution {

    private static final Set<String> COMMANDS = Set.of(
            "TRUNCATE",
            "LOCK",
            "ALTER",
            "DROP",
            "REINDEX",
            "CLUSTER",
            "REFRESH",
            "VACUUM",
            "GRANT",
            "REVOKE",
            "COMMENT");
    private static final Set<String> CREATED_ON_TABLES =
            Set.of("INDEX", "UNIQUE", "TRIGGER", "RULE", "POLICY", "DATABASE");

    private final VirtualConnection connection;
    private final Execution next;

    TableLockExecution(VirtualConnection connection, Execution next) {
        this.connection = connection;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        TransactionDatabase database = connection.database();
        for (SqlScript.Leading statement : command.script().statements()) {
            if (locksTable(statement) && !database.tables().areNamedBy(command.script())) {
                throw SqlErrors.refusedInTransaction(
                        database.sandbox(),
                        "\"" + command.quoted() + "\"",
                        statement.first()
                                + " locks what every other sandbox uses, until this one ends, and they would wait for it. "
                                + "Tables that the sandbox creates itself are its own.");
            }
        }
        return next.run(command, call);
    }

    private static boolean locksTable(SqlScript.Leading statement) {
        return COMMANDS.contains(statement.first())
                || (statement.first().equals("CREATE")
                        && statement.words().stream().skip(1).limit(1).anyMatch(CREATED_ON_TABLES::contains));
    }

    @Override
    public String toString() {
        return "tableLock > " + next;
    }
}
