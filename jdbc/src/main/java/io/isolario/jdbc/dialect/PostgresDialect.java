package io.isolario.jdbc.dialect;

import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlErrors;
import io.isolario.jdbc.sql.SqlScript;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.AutoSave;

/** PostgreSQL through pgjdbc. */
public final class PostgresDialect implements Dialect {

    /** What one session and one transaction cannot give, whatever the statement is about. */
    private static final List<StatementCheck> SCREENS = List.of(
            new AdvisoryLockCheck(),
            new NotificationCheck(),
            new TemporaryTableCheck(),
            new TransactionIdCheck(),
            new ClockCheck(),
            new SessionStateCheck());

    /** "Active SQL transaction" and "invalid transaction termination", of PostgreSQL's table of error codes. */
    private static final Set<String> FORBIDDEN_IN_TRANSACTION = Set.of("25001", "2D000");

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public boolean hasLanes() {
        return true;
    }

    /** The start time tells servers apart whatever name, address or socket they are reached by. */
    @Override
    public DatabaseIdentity identify(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_postmaster_start_time()::text || ' ' "
                        + "|| coalesce(inet_server_port()::text, 'socket'), current_database()")) {
            row.next();
            return new DatabaseIdentity(row.getString(1), row.getString(2));
        }
    }

    @Override
    public Savepoint begin(Connection physical, String name, boolean readOnly) throws SQLException {
        Savepoint savepoint = physical.setSavepoint(name);
        if (readOnly) {
            // Scoped to the subtransaction: it ends with the savepoint.
            execute(physical, "set transaction read only");
        }
        return savepoint;
    }

    @Override
    public void rollback(Connection physical, Savepoint savepoint) throws SQLException {
        String name = savepoint.getSavepointName();
        execute(physical, "rollback to savepoint " + name + "; release savepoint " + name);
    }

    /** The driver sends the savepoint together with the statement, so it costs no round trip of its own. */
    @Override
    public <T extends @Nullable Object> T runStandAlone(Connection physical, SqlCall<T> call) throws SQLException {
        BaseConnection driver = driver(physical);
        AutoSave configured = driver.getAutosave();
        driver.setAutosave(AutoSave.ALWAYS);
        try {
            return call.call();
        } finally {
            driver.setAutosave(configured);
        }
    }

    @Override
    public void foldSavepoints(Connection physical, String name, boolean present) throws SQLException {
        execute(physical, (present ? "release savepoint " + name + "; " : "") + "savepoint " + name);
    }

    @Override
    public boolean isAborted(Connection physical) throws SQLException {
        return driver(physical).getTransactionState() == TransactionState.FAILED;
    }

    @Override
    public boolean isTransactionLost(Connection physical) throws SQLException {
        return driver(physical).getTransactionState() == TransactionState.IDLE;
    }

    @Override
    public Optional<String> refusal(SqlScript script) {
        return StatementCheck.first(SCREENS, script);
    }

    @Override
    public boolean isReadAsStandard() {
        return true;
    }

    @Override
    public Optional<VirtualClock> clock() {
        return Optional.of(new PostgresClock());
    }

    @Override
    public SchemaLint lint(Connection connection) throws SQLException {
        return PostgresSchemaLint.of(connection);
    }

    @Override
    public DeferrableConstraints deferrableConstraints(Connection physical) throws SQLException {
        return PostgresSchemaLint.constraints(physical);
    }

    @Override
    public boolean hasLocalSettings() {
        return true;
    }

    @Override
    public @Nullable String onlyInTransaction(SqlScript.Leading statement) {
        return switch (statement.first()) {
            case "LOCK" -> "LOCK TABLE";
            case "DECLARE" -> "DECLARE CURSOR";
            default -> null;
        };
    }

    @Override
    public boolean fetchesInPortions() {
        return true;
    }

    @Override
    public void closeCursors(Connection physical) throws SQLException {
        execute(physical, "close all");
    }

    @Override
    public List<String> writtenRows(Connection physical) throws SQLException {
        return WrittenRows.of(physical);
    }

    @Override
    public boolean isForbiddenInTransaction(SQLException error) {
        return FORBIDDEN_IN_TRANSACTION.contains(String.valueOf(error.getSQLState()));
    }

    /**
     * The query takes the snapshot, after which the server refuses to make the transaction writable again:
     * https://www.postgresql.org/docs/current/sql-set-transaction.html. In auto-commit mode the driver leaves a transaction alone
     * that a text has begun.
     */
    @Override
    public void beginReadOnly(Connection connection) throws SQLException {
        execute(connection, (connection.getAutoCommit() ? "begin" : "set transaction") + " read only; select 1");
    }

    @Override
    public void endReadOnly(Connection connection, boolean commit) throws SQLException {
        execute(connection, commit ? "commit" : "rollback");
    }

    /** What writes gets a transaction number; before version 16 large objects can be written to in read-only transactions. */
    @Override
    public boolean hasWritten(Connection connection) throws SQLException {
        if (driver(connection).getTransactionState() != TransactionState.OPEN) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select txid_current_if_assigned() is not null")) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public boolean isReadOnlyViolation(SQLException error) {
        return SqlErrors.READ_ONLY.equals(error.getSQLState());
    }

    @Override
    public int serverProcess(Connection physical) throws SQLException {
        return driver(physical).getBackendPID();
    }

    private static BaseConnection driver(Connection physical) throws SQLException {
        return physical.unwrap(BaseConnection.class);
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
