package io.isolario.jdbc.database;

import io.isolario.core.ResourceSession;
import io.isolario.jdbc.dialect.DatabaseProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** What one sandbox has of one database, whichever of the application's DataSources leads there. */
public interface SandboxDatabase {

    /** Returns what is known of the database, by the DataSource that was used first. */
    DatabaseProfile profile();

    /** Returns a connection as the DataSource of {@code access} would give it. */
    Connection connection(DatabaseAccess access) throws SQLException;

    /** Takes what there is only a limited number of, and waits so long for it at most. Called before the first connection is. */
    default void reserve(Duration patience) throws SQLException {}

    /** Returns what was changed so far, for other sandboxes to begin with; empty if it cannot be had. No work is outstanding. */
    default Optional<LaneChanges> changes() throws SQLException {
        return Optional.empty();
    }

    /** Undoes everything and stays usable. Called when no work is outstanding. */
    void reset() throws SQLException;

    /** Remembers the present state. Called when no work is outstanding. */
    ResourceSession.Mark mark() throws SQLException;

    /** Cuts late work off and undoes what the sandbox did. */
    void undo() throws SQLException, InterruptedException;

    /** Gives back what the session holds. */
    void release() throws SQLException;
}
