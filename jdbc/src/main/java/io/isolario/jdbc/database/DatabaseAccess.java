package io.isolario.jdbc.database;

import io.isolario.core.Sandbox;
import io.isolario.jdbc.dialect.DatabaseProfile;
import io.isolario.jdbc.dialect.Dialect;
import io.isolario.jdbc.dialect.SchemaLint;
import io.isolario.jdbc.guard.LockWatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;

/** How one of the application's DataSources leads to its database. Thread-safe. */
public interface DatabaseAccess {

    /** Returns the name that stands for the DataSource in messages. */
    String name();

    /** Returns the application's pool. */
    DataSource pool();

    /** Returns how long a statement waits at most for its turn on the connection of its sandbox. */
    Duration longestWait();

    /** Returns what is known of the database; found out when it is first needed. */
    DatabaseProfile profile() throws SQLException;

    /**
     * Returns how the pool makes its connections.
     *
     * @throws SQLException if the pool cannot be asked
     */
    LaneLogin login() throws SQLException;

    /**
     * Returns what the schema does behind the statements; looked up, and logged, when it is not known.
     *
     * @param connection a connection without an open transaction
     */
    SchemaLint lint(Connection connection, Dialect dialect) throws SQLException;

    /** Returns what explains lock waits on the database; there is one for all sandboxes. */
    LockWatch lockWatch(Dialect dialect);

    /** Returns the sandboxes that hold a connection of the pool, for messages; each adds and removes itself. */
    Set<Sandbox> holders();
}
