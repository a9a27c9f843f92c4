package io.isolario.jdbc.lane;

import io.isolario.jdbc.database.LaneLogin;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A pool that Isolario does not know: its idle connections are ended at the server, so it has to find out that they are gone before
 * it lends them again.
 *
 * @param pool the pool
 * @param login how the user says that it makes its connections
 */
public record UnknownPoolAdapter(DataSource pool, LaneLogin login) implements PoolAdapter {

    @Override
    public Eviction evict(Duration patience) throws SQLException {
        Eviction eviction = evictionOfSessions();
        eviction.repeat();
        return eviction;
    }

    private Eviction evictionOfSessions() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            String database = Sql.single(connection, "SELECT current_database()");
            String applicationName = Sql.single(connection, "SELECT current_setting('application_name')");
            LaneServer server = new LaneServer(login);
            return new Eviction() {
                @Override
                public void repeat() throws SQLException {
                    server.endIdleSessions(database, applicationName);
                }

                @Override
                public void close() {}
            };
        }
    }
}
