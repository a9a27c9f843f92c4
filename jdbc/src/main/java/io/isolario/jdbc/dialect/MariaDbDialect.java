package io.isolario.jdbc.dialect;

import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
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
import org.mariadb.jdbc.util.constants.ServerStatus;

/**
 * MariaDB with InnoDB: a failed statement undoes only itself, a deadlock undoes the whole transaction, data definition commits,
 * and a setting of the session is not undone by a rollback.
 */
final class MariaDbDialect implements Dialect {

    /** https://mariadb.com/docs/server/reference/sql-statements/transactions/sql-statements-that-cause-an-implicit-commit */
    private static final Set<String> INSIDE_TRANSACTION = Set.of(
            "SELECT",
            "VALUES",
            "TABLE",
            "WITH",
            "SHOW",
            "DESCRIBE",
            "DESC",
            "EXPLAIN",
            "INSERT",
            "UPDATE",
            "DELETE",
            "REPLACE",
            "CALL",
            "DO",
            "SAVEPOINT",
            "RELEASE",
            "ROLLBACK");

    private static final Set<String> READS = Set.of(
            "SELECT",
            "VALUES",
            "TABLE",
            "WITH",
            "SHOW",
            "DESCRIBE",
            "DESC",
            "EXPLAIN",
            "SET",
            "DO",
            "SAVEPOINT",
            "RELEASE",
            "ROLLBACK");
    /** Settings that end a transaction, or make the next one another. */
    private static final Set<String> MODES = Set.of("AUTOCOMMIT", "TRANSACTION", "STATEMENT");

    private static final Set<String> LOCK_FUNCTIONS =
            Set.of("GET_LOCK", "RELEASE_LOCK", "RELEASE_ALL_LOCKS", "IS_FREE_LOCK", "IS_USED_LOCK");
    private static final Set<String> FILES = Set.of("OUTFILE", "DUMPFILE");

    private static final String OTHER_ENGINES = "select concat(table_schema, '.', table_name, ' (', engine, ')') "
            + "from information_schema.tables where engine is not null and engine <> 'InnoDB' and table_schema not in "
            + "('information_schema', 'performance_schema', 'mysql', 'sys') order by table_schema, table_name limit 20";

    @Override
    public String name() {
        return "MariaDB";
    }

    @Override
    public boolean hasLanes() {
        return false;
    }

    @Override
    public DatabaseIdentity identify(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            requireInnoDb(statement);
            try (ResultSet row = statement.executeQuery(
                    "select concat(@@hostname, ':', @@port, ' ', @@datadir), coalesce(database(), '')")) {
                row.next();
                return new DatabaseIdentity(row.getString(1), row.getString(2));
            }
        }
    }

    private static void requireInnoDb(Statement statement) throws SQLException {
        StringBuilder others = new StringBuilder();
        try (ResultSet rows = statement.executeQuery(OTHER_ENGINES)) {
            while (rows.next()) {
                others.append(others.isEmpty() ? "" : ", ").append(rows.getString(1));
            }
        }
        if (!others.isEmpty()) {
            throw SqlErrors.refused(
                    "The MariaDB server was refused: it has tables whose engine has no transactions, so what a "
                            + "sandbox writes to them could not be undone: " + others
                            + ". Ways out: alter table .. engine = InnoDB in the migrations that tests run, or a server of their own.");
        }
    }

    /** An explicit begin makes the server say with every answer whether the transaction is still there. */
    @Override
    public Optional<Savepoint> markOuterTransaction(Connection physical) throws SQLException {
        try (Statement statement = physical.createStatement()) {
            statement.execute("start transaction");
        }
        return Optional.of(physical.setSavepoint("isolario_outer"));
    }

    @Override
    public Savepoint begin(Connection physical, String name, boolean readOnly) throws SQLException {
        return physical.setSavepoint(name);
    }

    @Override
    public void rollback(Connection physical, Savepoint savepoint) throws SQLException {
        physical.rollback(savepoint);
        physical.releaseSavepoint(savepoint);
    }

    @Override
    public <T extends @Nullable Object> T runStandAlone(Connection physical, SqlCall<T> call) throws SQLException {
        return call.call();
    }

    @Override
    public void foldSavepoints(Connection physical, String name, boolean present) {
        // Stand-alone statements need no savepoints here.
    }

    @Override
    public boolean isAborted(Connection physical) {
        return false;
    }

    @Override
    public boolean isTransactionLost(Connection physical) throws SQLException {
        int status =
                physical.unwrap(org.mariadb.jdbc.Connection.class).getContext().getServerStatus();
        return (status & ServerStatus.IN_TRANSACTION) == 0;
    }

    @Override
    public boolean refusesEndInAutoCommitMode() {
        return false;
    }

    @Override
    public Optional<String> refusal(SqlCommand command) {
        if (command.isOfDriver()) {
            return Optional.empty();
        }
        MariaDbText text = MariaDbText.of(command.text());
        if (text.ambiguity().isPresent()) {
            return Optional.of("on MariaDB, a COMMIT could hide behind "
                    + text.ambiguity().get() + "; use a parameter, or leave it out.");
        }
        return text.statements().stream()
                .map(MariaDbDialect::refusal)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> refusal(List<String> words) {
        String first = words.get(0);
        String second = words.size() > 1 ? words.get(1) : "";
        if (first.equals("SET") && !second.equals("STATEMENT")) {
            return Optional.of(
                    "on MariaDB, no rollback undoes a setting of the session, so it would reach the sandbox's other "
                            + "connections and the next user of this one; SET STATEMENT .. FOR holds for one statement.");
        }
        if (first.equals("USE")) {
            return Optional.of("the sandbox's other connections would be in another database then.");
        }
        if (!INSIDE_TRANSACTION.contains(first) && !isAllowedPair(first, second)) {
            return Optional.of("on MariaDB, " + first + (second.isEmpty() ? "" : " " + second)
                    + " commits the transaction it is in, or acts outside it, so it could not be undone.");
        }
        return refusalOfFunctions(words);
    }

    private static boolean isAllowedPair(String first, String second) {
        return (first.equals("SET") && second.equals("STATEMENT")) || (first.equals("LOAD") && second.equals("DATA"));
    }

    private static Optional<String> refusalOfFunctions(List<String> words) {
        if (words.stream().anyMatch(LOCK_FUNCTIONS::contains)) {
            return Optional.of(
                    "on MariaDB, named locks belong to the connection: the sandbox's own connections would not exclude "
                            + "each other, and those of other sandboxes would.");
        }
        if (words.contains("NOWAIT") || (words.contains("SKIP") && words.contains("LOCKED"))) {
            return Optional.of(
                    "a row that is locked was locked by another sandbox, which this one must not see; without it the "
                            + "statement waits.");
        }
        if (words.stream().anyMatch(FILES::contains)) {
            return Optional.of("no rollback removes the file that it writes.");
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> refusal(SqlScript script) {
        return Optional.empty();
    }

    @Override
    public boolean remembersPreviousStatement() {
        return true;
    }

    @Override
    public void beginReadOnly(Connection connection) throws SQLException {
        PostgresDialect.execute(connection, "start transaction read only");
    }

    @Override
    public void endReadOnly(Connection connection, boolean commit) throws SQLException {
        PostgresDialect.execute(connection, commit ? "commit" : "rollback");
    }

    /** What commits by itself ends the read-only transaction; a procedure may, and so may what a text variable holds. */
    @Override
    public boolean mayWrite(SqlCommand command) {
        if (command.isOfDriver()) {
            return false;
        }
        MariaDbText text = MariaDbText.of(command.text());
        return text.ambiguity().isPresent() || text.statements().stream().anyMatch(MariaDbDialect::mayWrite);
    }

    private static boolean mayWrite(List<String> words) {
        boolean changesMode = words.get(0).equals("SET") && words.stream().anyMatch(MODES::contains);
        boolean endsTransaction = words.get(0).equals("ROLLBACK") && !words.contains("TO");
        return changesMode
                || endsTransaction
                || !READS.contains(words.get(0))
                || words.stream().anyMatch(FILES::contains);
    }

    @Override
    public boolean isReadOnlyViolation(SQLException error) {
        return SqlErrors.READ_ONLY.equals(error.getSQLState());
    }
}
