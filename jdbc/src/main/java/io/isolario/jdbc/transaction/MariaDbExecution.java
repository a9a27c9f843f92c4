package io.isolario.jdbc.transaction;

import io.isolario.jdbc.dialect.MariaDbText;
import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one session of MariaDB, shared by several virtual connections, would get wrong: read-only transactions, the memory of the
 * previous statement, and deadlocks.
 */
public final class MariaDbExecution implements Execution {

    private static final Set<String> WRITES = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD");
    private static final Set<String> MEMORY = Set.of("LAST_INSERT_ID", "ROW_COUNT", "FOUND_ROWS");

    private final VirtualConnection connection;
    private final Execution next;

    public MariaDbExecution(VirtualConnection connection, Execution next) {
        this.connection = connection;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        if (!command.isOfDriver()) {
            for (List<String> statement : MariaDbText.of(command.text()).statements()) {
                check(command, statement);
            }
        }
        connection.database().physical().previousUser(connection);
        try {
            return next.run(command, call);
        } catch (SQLException failure) {
            throw lostOr(command, failure);
        }
    }

    private void check(SqlCommand command, List<String> statement) throws SQLException {
        String first = statement.get(0);
        if (connection.readOnly() && WRITES.contains(first)) {
            // The server's own words and code.
            throw new SQLException("Cannot execute statement in a READ ONLY transaction", SqlErrors.READ_ONLY, 1792);
        }
        if (connection.readOnly() && first.equals("CALL")) {
            throw refused(
                    command,
                    "the transaction is read-only, and whether the procedure writes cannot be told from here.");
        }
        boolean other = connection.database().physical().previousUser() != connection;
        if (other && statement.stream().anyMatch(MariaDbExecution::remembers)) {
            throw refused(
                    command,
                    "it asks for what the previous statement of its connection did, and on the sandbox's one physical connection "
                            + "that was another's.");
        }
    }

    private static boolean remembers(String word) {
        return MEMORY.contains(word) || (word.startsWith("@") && !word.startsWith("@@"));
    }

    private SQLException refused(SqlCommand command, String why) {
        return SqlErrors.refusedInTransaction(connection.database().sandbox(), "\"" + command.quoted() + "\"", why);
    }

    /** After a deadlock the server has rolled everything back, the sandbox's earlier statements included. */
    private SQLException lostOr(SqlCommand command, SQLException failure) {
        TransactionDatabase database = connection.database();
        try {
            boolean lost =
                    database.isMarked() && !isInTransaction(database.physical().get());
            return lost ? database.physical().rolledBackByServer(command, failure) : failure;
        } catch (SQLException brokenLine) {
            failure.addSuppressed(brokenLine);
            return failure;
        }
    }

    /** The driver does not know it after a failure: only answers to what succeeds tell. */
    private static boolean isInTransaction(Connection physical) throws SQLException {
        try (Statement statement = physical.createStatement();
                ResultSet row = statement.executeQuery("select @@in_transaction")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @Override
    public String toString() {
        return "mariaDb > " + next;
    }
}
