package io.isolario.jdbc.lane;

import io.isolario.jdbc.database.LaneLogin;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** Opens the sessions in which this library looks after a database; the application's settings do not reach them. */
final class KeeperConnector {

    /** The restore of a lane knows sessions of this name: those of other pools that want to have it, and let go when it is taken. */
    private static final String APPLICATION_NAME = "isolario keeper";

    // Text that is compared has to look the same in all of them, whatever the database or the role has set.
    private static final String SETTINGS =
            "SET search_path = pg_catalog; SET timezone = 'UTC'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres'; "
                    + "SET bytea_output = 'hex'; SET extra_float_digits = 3; SET xmloption = 'content'; "
                    + "SET default_transaction_isolation = 'read committed'; SET default_transaction_read_only = off; "
                    + "SET idle_session_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET jit = off; "
                    + "SET row_security = off; SET lock_timeout = '3s'; SET client_min_messages = 'warning'";

    // The few rows that changed are looked up by key; the planner takes them for many and would read whole tables.
    private static final String RESTORING =
            "SET session_replication_role = replica; SET enable_hashjoin = off; SET enable_mergejoin = off";

    /** How long a statement that freezes, clones or drops may take: a large baseline is read and copied as a whole. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** How long the server and the network get beyond that: a server that is alive says itself that it was too long. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final String CONNECT_SECONDS = "10";

    private KeeperConnector() {}

    /** Opens a session that only looks, or makes and drops databases. */
    static Connection open(LaneLogin login, String database) throws SQLException {
        return open(login, database, LONGEST);
    }

    /**
     * Opens a session whose statements end within a time, one by one: the server cancels those that last longer, and a server that
     * does not answer at all is given up a little later.
     */
    private static Connection open(LaneLogin login, String database, Duration longest) throws SQLException {
        Connection connection = login.openBare(
                database,
                Map.of(
                        "ApplicationName",
                        APPLICATION_NAME,
                        "autosave",
                        "never",
                        "prepareThreshold",
                        "1",
                        "defaultRowFetchSize",
                        "0",
                        "readOnly",
                        "false",
                        "connectTimeout",
                        CONNECT_SECONDS));
        try {
            bound(connection, longest);
            Sql.execute(connection, SETTINGS + "; SET statement_timeout = " + longest.toMillis());
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /** In the driver, since what the URL says there wins over properties. */
    private static void bound(Connection connection, Duration longest) throws SQLException {
        connection.setNetworkTimeout(
                Runnable::run, Math.toIntExact(longest.plus(GRACE).toMillis()));
    }

    /** Opens a session that puts a lane back: constraints and the application's triggers do not fire in it. */
    static Connection openRestoring(LaneLogin login, String database, RestoreMode upkeep) throws SQLException {
        Connection connection = open(login, database, LaneSettings.longestRestore());
        try {
            if (upkeep.restores()) {
                Sql.execute(connection, RESTORING);
            }
            Sql.execute(connection, "SET isolario.keeper = 'on'");
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }
}
