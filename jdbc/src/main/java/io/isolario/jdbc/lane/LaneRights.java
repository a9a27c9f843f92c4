package io.isolario.jdbc.lane;

import io.isolario.core.RefusalException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server can do, and the application's role may do.
 *
 * @param foreign relations of the database that belong to others, with their owners; null for none
 * @param replica whether the role may set {@code session_replication_role}
 */
record LaneRights(
        int versionNumber,
        String version,
        String role,
        String database,
        boolean superuser,
        boolean createsDatabases,
        boolean ownsDatabase,
        @Nullable String foreign,
        boolean replica) {

    private static final Logger LOG = LoggerFactory.getLogger(LanePool.class);
    private static final int OLDEST_VERSION = 140000;
    private static final int FIRST_WITH_PARAMETER_PRIVILEGES = 150000;

    private static final String QUERY =
            """
            SELECT current_setting('server_version_num')::int4, current_setting('server_version'), rolname, datname,
                rolsuper, rolcreatedb, pg_has_role(datdba, 'USAGE') OR datistemplate,
                (SELECT string_agg(relation, ', ') FROM (
                    SELECT format('%%s (%%s)', c.oid::regclass, pg_get_userbyid(c.relowner)) AS relation
                    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relkind IN ('r', 'p', 'S', 'm') AND c.relpersistence <> 't' AND NOT pg_has_role(c.relowner, 'USAGE')
                        AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'
                    ORDER BY c.oid LIMIT 5) AS relations),
                %s
            FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()""";

    /** Asks in the application's database. */
    static LaneRights of(Connection connection) throws SQLException {
        int version = Integer.parseInt(Sql.single(connection, "SHOW server_version_num"));
        String replica = version < FIRST_WITH_PARAMETER_PRIVILEGES
                ? "rolsuper"
                : "has_parameter_privilege('session_replication_role', 'SET')";
        try (PreparedStatement query = connection.prepareStatement(QUERY.formatted(replica));
                ResultSet row = query.executeQuery()) {
            row.next();
            return new LaneRights(
                    row.getInt(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    row.getBoolean(7),
                    row.getString(8),
                    row.getBoolean(9));
        }
    }

    /**
     * Refuses what would fail later, with the ways out, and returns how lanes can be kept.
     *
     * @param owner whom this is for, for messages
     */
    RestoreMode requireLanes(String owner) {
        if (versionNumber < OLDEST_VERSION) {
            throw refusal(
                    owner, "the server is PostgreSQL " + version + ", and lanes need 14 or later", "a later server");
        }
        if (!superuser && !createsDatabases) {
            throw refusal(
                    owner,
                    "role \"" + role + "\" may not create databases (CREATEDB)",
                    "ALTER ROLE \"" + role + "\" CREATEDB");
        }
        if (!superuser && !ownsDatabase) {
            throw refusal(
                    owner,
                    "role \"" + role + "\" does not own database \"" + database + "\", so it may not copy it",
                    "ALTER DATABASE \"" + database + "\" OWNER TO \"" + role + "\"");
        }
        if (!superuser && foreign != null) {
            throw refusal(
                    owner,
                    "role \"" + role + "\" has to own what a lane keeps watch on, but these are others': " + foreign,
                    "REASSIGN OWNED BY their owner TO \"" + role + "\", or ALTER TABLE .. OWNER TO \"" + role + "\"");
        }
        return upkeep();
    }

    private RestoreMode upkeep() {
        if (superuser) {
            return RestoreMode.BY_EVENT_TRIGGERS;
        }
        return replica ? RestoreMode.BY_CATALOGUE : RestoreMode.BY_CLONING;
    }

    private RefusalException refusal(String owner, String obstacle, String wayOut) {
        return new RefusalException(
                "Isolation DATABASE was refused for " + owner + ": " + obstacle + ". Ways out: " + wayOut
                        + "; a role for tests that is a superuser (ThrowawayPostgres has one); or isolation TRANSACTION "
                        + "(@Sandboxed(isolation = TRANSACTION), SandboxOptions.isolation(TRANSACTION)), which needs no right.");
    }

    /** Says what a role pays for that may not do more; called when its template is made. */
    void explainCloning() {
        LOG.warn(
                "Role \"{}\" may not set session_replication_role, so the lanes of \"{}\" are not restored but each is cloned anew after"
                        + " its sandbox, which takes about twenty times as long. Ways out: {}ALTER ROLE \"{}\" SUPERUSER, or"
                        + " ThrowawayPostgres, whose role is one.",
                role,
                database,
                versionNumber < FIRST_WITH_PARAMETER_PRIVILEGES
                        ? ""
                        : "GRANT SET ON PARAMETER session_replication_role TO \"" + role + "\", ",
                role);
    }
}
