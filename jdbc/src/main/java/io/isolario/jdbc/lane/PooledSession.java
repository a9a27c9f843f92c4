package io.isolario.jdbc.lane;

import io.isolario.jdbc.database.LaneLogin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of the application to a lane, and what makes it as good as new.
 *
 * @param reset is prepared at the server, so that it is parsed only once
 * @param pid of the server process
 * @param spoiled whether it keeps what no reset undoes; set by the thread that uses it
 */
record PooledSession(LaneLogin login, Connection connection, PreparedStatement reset, int pid, AtomicBoolean spoiled) {

    private static final Logger LOG = LoggerFactory.getLogger(PooledSession.class);

    private static final int WIPE_MILLIS = 5000;

    /** Everything that a session keeps, but not the statements that the driver has prepared: those are worth keeping. */
    private static final String RESET = "CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; UNLISTEN *; "
            + "SELECT pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES";

    static PooledSession of(LaneLogin login, Connection connection, boolean spoiled) throws SQLException {
        PreparedStatement reset = connection.prepareStatement(RESET);
        reset.unwrap(PGStatement.class).setPrepareThreshold(1);
        return new PooledSession(
                login,
                connection,
                reset,
                connection.unwrap(PGConnection.class).getBackendPID(),
                new AtomicBoolean(spoiled));
    }

    /** Makes the session as good as new; returns false if that cannot be had. */
    boolean wipe() {
        if (spoiled.get()) {
            return false;
        }
        try {
            int configured = connection.getNetworkTimeout();
            // The end of a sandbox waits for this: a server process that was stopped must not hold it up.
            connection.setNetworkTimeout(Runnable::run, WIPE_MILLIS);
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            reset.execute();
            connection.clearWarnings();
            String initialSql = login.initialSql();
            if (initialSql != null) {
                Sql.execute(connection, initialSql);
            }
            connection.setAutoCommit(login.autoCommit());
            connection.setNetworkTimeout(Runnable::run, configured);
            return true;
        } catch (SQLException broken) {
            LOG.debug("{} cannot be used again", this, broken);
            return false;
        }
    }

    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("Could not close {}", this, e);
        }
    }
}
