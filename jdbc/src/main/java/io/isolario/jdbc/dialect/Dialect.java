package io.isolario.jdbc.dialect;

import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlScanner;
import io.isolario.jdbc.sql.SqlScript;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What differs between databases. Stateless and thread-safe. */
public interface Dialect {

    /** Stands for a process number that is not to be had. */
    int NO_SERVER_PROCESS = 0;

    /** Returns the number of the server's process behind a connection; {@link #NO_SERVER_PROCESS} where lock waits need no watch. */
    default int serverProcess(Connection physical) throws SQLException {
        return NO_SERVER_PROCESS;
    }

    /** Returns the name of the database product, for messages. */
    String name();

    /** Returns whether a database can be cloned, so that there is DATABASE isolation. */
    boolean hasLanes();

    /** Returns what tells this database from every other, as the connection sees it. */
    DatabaseIdentity identify(Connection connection) throws SQLException;

    /** Opens a savepoint for a virtual transaction. */
    Savepoint begin(Connection physical, String name, boolean readOnly) throws SQLException;

    /** Keeps what was done since the savepoint. */
    default void commit(Connection physical, Savepoint savepoint) throws SQLException {
        physical.releaseSavepoint(savepoint);
    }

    /** Undoes what was done since the savepoint, and gives the savepoint up. */
    void rollback(Connection physical, Savepoint savepoint) throws SQLException;

    /** Executes a stand-alone statement so that its failure undoes only itself. */
    <T extends @Nullable Object> T runStandAlone(Connection physical, SqlCall<T> call) throws SQLException;

    /**
     * Gives up the savepoints that stand-alone statements have left since the last fold, without undoing anything.
     *
     * @param name the savepoint to fold down to
     * @param present whether it was made before
     */
    void foldSavepoints(Connection physical, String name, boolean present) throws SQLException;

    /** Returns whether a failed statement has made the current transaction useless until it is rolled back. */
    boolean isAborted(Connection physical) throws SQLException;

    /** Returns whether the outer transaction is gone although statements were executed in it. */
    boolean isTransactionLost(Connection physical) throws SQLException;

    /**
     * Returns a savepoint at the very beginning of the outer transaction that is looked for at its end; empty where {@link
     * #isTransactionLost} knows without.
     */
    default Optional<Savepoint> markOuterTransaction(Connection physical) throws SQLException {
        return Optional.empty();
    }

    /** Returns whether a commit or rollback in auto-commit mode fails; elsewhere it does nothing. */
    default boolean refusesEndInAutoCommitMode() {
        return true;
    }

    /** Returns why a script cannot be had truthfully inside one outer transaction; empty when it can. */
    Optional<String> refusal(SqlScript script);

    /** Like {@link #refusal(SqlScript)}, for a dialect that has to look at the text itself. */
    default Optional<String> refusal(SqlCommand command) {
        return refusal(command.script());
    }

    /** Returns whether a session remembers its previous statement, so that those of several connections have to be told apart. */
    default boolean remembersPreviousStatement() {
        return false;
    }

    /** Returns whether {@link SqlScanner} reads the SQL as the server does, so that its text may be changed. */
    default boolean isReadAsStandard() {
        return false;
    }

    /** Returns where to keep the time of a virtual transaction; empty where no statement sees the time of its transaction. */
    default Optional<VirtualClock> clock() {
        return Optional.empty();
    }

    /** Returns what the schema does behind the statements, looked up on a connection that may be inside a transaction. */
    default SchemaLint lint(Connection connection) throws SQLException {
        return SchemaLint.NONE;
    }

    /** Returns the deferrable constraints as they are now, those that the sandbox has made included. */
    default DeferrableConstraints deferrableConstraints(Connection physical) throws SQLException {
        return DeferrableConstraints.NONE;
    }

    /** Returns whether a transaction can make settings that end with it. */
    default boolean hasLocalSettings() {
        return false;
    }

    /** Returns the server's words for a statement that it refuses in auto-commit mode; null for all others. */
    default @Nullable String onlyInTransaction(SqlScript.Leading statement) {
        return null;
    }

    /** Returns whether a driver leaves rows at the server when a fetch size is set, until its transaction ends. */
    default boolean fetchesInPortions() {
        return false;
    }

    /** Closes the cursors that the transaction has declared. */
    default void closeCursors(Connection physical) throws SQLException {}

    /** Returns what the current transaction has written, for people to read; empty where that cannot be told. */
    default List<String> writtenRows(Connection physical) throws SQLException {
        return List.of();
    }

    /** Returns whether the error says that something must not be done inside a transaction. */
    default boolean isForbiddenInTransaction(SQLException error) {
        return false;
    }

    /**
     * Begins a transaction in which the database itself refuses writes, and whose client cannot take that back, on a connection of
     * the pool in either auto-commit mode. Where a transaction is open already that has not written, it may become that one.
     */
    void beginReadOnly(Connection connection) throws SQLException;

    /** Ends a transaction that {@link #beginReadOnly} has begun in auto-commit mode. */
    void endReadOnly(Connection connection, boolean commit) throws SQLException;

    /** Returns whether the open transaction has written in spite of {@link #beginReadOnly}; false where nothing can. */
    default boolean hasWritten(Connection connection) throws SQLException {
        return false;
    }

    /** Returns whether a command writes, or might, in a way that {@link #beginReadOnly} does not refuse by itself. */
    default boolean mayWrite(SqlCommand command) {
        return false;
    }

    /** Returns whether the error says that a write met a read-only transaction. */
    boolean isReadOnlyViolation(SQLException error);
}
