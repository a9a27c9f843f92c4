package io.isolario.jdbc.dialect;

import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
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

/** H2: a failed statement undoes only itself, and data definition commits the transaction it is in. */
final class H2Dialect implements Dialect {

    private static final Set<String> READS =
            Set.of("SELECT", "VALUES", "TABLE", "WITH", "SHOW", "HELP", "SAVEPOINT", "RELEASE", "ROLLBACK");
    /** https://h2database.com/html/commands.html: everything else but these commits the open transaction, or might. */
    private static final Set<String> INSIDE_TRANSACTION = Set.of(
            "SELECT",
            "VALUES",
            "TABLE",
            "WITH",
            "SHOW",
            "EXPLAIN",
            "HELP",
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "CALL",
            "SAVEPOINT",
            "RELEASE",
            "ROLLBACK");

    @Override
    public String name() {
        return "H2";
    }

    @Override
    public boolean hasLanes() {
        return false;
    }

    @Override
    public DatabaseIdentity identify(Connection connection) throws SQLException {
        return new DatabaseIdentity("H2", connection.getMetaData().getURL());
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
    public boolean isTransactionLost(Connection physical) {
        return false;
    }

    @Override
    public boolean refusesEndInAutoCommitMode() {
        return false;
    }

    @Override
    public Optional<String> refusal(SqlScript script) {
        if (script.hasSlashes()) {
            return Optional.of("on H2, two slashes begin a comment, behind which a COMMIT could hide; use -- instead.");
        }
        List<String> committing = script.statements().stream()
                .map(SqlScript.Leading::first)
                .filter(first -> !INSIDE_TRANSACTION.contains(first))
                .toList();
        return committing.isEmpty()
                ? Optional.empty()
                : Optional.of("on H2, " + committing.get(0)
                        + " commits the transaction it is in, so it could not be undone.");
    }

    @Override
    public boolean isReadAsStandard() {
        return true;
    }

    @Override
    public Optional<VirtualClock> clock() {
        return Optional.of(new H2Clock());
    }

    /** A commit forgets all savepoints, so one that is still there proves that there was none. */
    @Override
    public Optional<Savepoint> markOuterTransaction(Connection physical) throws SQLException {
        return Optional.of(physical.setSavepoint("isolario_outer"));
    }

    /** H2 has no read-only transactions: {@link #mayWrite} looks at the statements, and a transaction that this begins is never committed. */
    @Override
    public void beginReadOnly(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    @Override
    public void endReadOnly(Connection connection, boolean commit) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    @Override
    public boolean hasWritten(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select contains_uncommitted from information_schema.sessions where session_id = session_id()")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** A sequence's next number is not rolled back, and behind two slashes, a comment, anything could hide. */
    @Override
    public boolean mayWrite(SqlCommand command) {
        SqlScript script = command.script();
        boolean nextNumber =
                script.names("NEXTVAL") || (script.names("NEXT") && script.names("VALUE") && script.names("FOR"));
        return nextNumber
                || script.changesData()
                || script.hasSlashes()
                || script.statements().stream().anyMatch(statement -> !READS.contains(statement.first()));
    }

    @Override
    public boolean isReadOnlyViolation(SQLException error) {
        return false;
    }
}
