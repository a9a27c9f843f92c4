package io.isolario.jdbc.lane;

import io.isolario.jdbc.database.LaneLogin;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Makes and drops databases on the application's server, each time in a short session; only such whose names start with {@value
 * #PREFIX}. Thread-safe.
 */
final class LaneServer {

    static final String PREFIX = "isolario_";
    static final String LANE = PREFIX + "lane_";
    static final String MAINTENANCE_DATABASE = "postgres";
    static final String IN_USE = "55006";

    /** No application is likely to use the same number; the other one tells the databases apart. */
    private static final int OWNED = 1769172844;

    private final LaneLogin login;

    LaneServer(LaneLogin login) {
        this.login = login;
    }

    private interface Use<T> {
        T of(Connection connection) throws SQLException;
    }

    private <T> T use(Use<T> use) throws SQLException {
        try (Connection connection = KeeperConnector.open(login, MAINTENANCE_DATABASE)) {
            return use.of(connection);
        }
    }

    private void execute(String sql) throws SQLException {
        use(connection -> {
            Sql.execute(connection, sql);
            return true;
        });
    }

    /** Takes a database for the session, which is one of the maintenance database: locks count within one database only. */
    static boolean tryOwn(Connection connection, String database) throws SQLException {
        return Sql.single(connection, "SELECT pg_try_advisory_lock(" + OWNED + ", hashtext(?))", database)
                .equals("t");
    }

    /** Gives up what {@link #tryOwn} has taken. */
    static void disown(Connection connection, String database) throws SQLException {
        Sql.single(connection, "SELECT pg_advisory_unlock(" + OWNED + ", hashtext(?))", database);
    }

    List<String> databases(String start) throws SQLException {
        return use(connection -> Sql.column(
                connection, "SELECT datname FROM pg_database WHERE starts_with(datname, ?) ORDER BY datname", start));
    }

    /** Returns our databases that were given a comment by {@link #commentWithTime} longer ago than that. */
    List<String> databasesCommentedLongAgo(String comment, Duration ago) throws SQLException {
        return use(connection -> Sql.column(
                connection,
                """
                SELECT datname FROM (SELECT datname, shobj_description(oid, 'pg_database') AS comment FROM pg_database) AS databases
                WHERE starts_with(datname, ?) AND starts_with(comment, ?)
                    AND substr(comment, length(?) + 1)::numeric < extract(epoch FROM now()) - ?""",
                PREFIX,
                comment,
                comment,
                ago.toSeconds()));
    }

    /** Comments on a database with a text and the server's time in seconds. */
    void commentWithTime(String database, String comment) throws SQLException {
        requireOurs(database);
        use(connection -> {
            String seconds = Sql.single(connection, "SELECT extract(epoch FROM now())::int8");
            Sql.execute(
                    connection,
                    "COMMENT ON DATABASE " + Sql.identifier(database) + " IS " + Sql.literal(comment + seconds));
            return true;
        });
    }

    /** Returns the ways in which a database can be cloned here. */
    CloneChoice cloneChoice(String source) throws SQLException {
        return use(connection -> CloneChoice.of(connection, source));
    }

    /** Clones a database that nobody is connected to. */
    void clone(String source, String target, CloneStrategy strategy) throws SQLException {
        requireOurs(target);
        use(connection -> {
            if (!strategy.before().isEmpty()) {
                Sql.execute(connection, strategy.before());
            }
            Sql.execute(
                    connection,
                    "CREATE DATABASE " + Sql.identifier(target) + " TEMPLATE " + Sql.identifier(source)
                            + strategy.clause());
            copyProperties(connection, source, target);
            return true;
        });
    }

    /**
     * CREATE DATABASE copies neither the owner, the settings, the privileges nor the connection limit of the database itself. The owner
     * comes first: a change of the owner rewrites privileges. The session that looks after a lane is none of the application's, so it
     * does not count.
     */
    private static void copyProperties(Connection connection, String source, String target) throws SQLException {
        int keepers = target.startsWith(LANE) ? 1 : 0;
        List<String> statements = Sql.column(
                connection,
                """
                WITH source AS (SELECT d.*, ?::text AS target, ?::int4 AS keepers FROM pg_database d WHERE datname = ?)
                SELECT statement FROM (
                SELECT 1, format('ALTER DATABASE %I OWNER TO %I', target, pg_get_userbyid(datdba)) FROM source
                WHERE pg_get_userbyid(datdba) <> current_user
                UNION ALL SELECT 2, format('ALTER DATABASE %I CONNECTION LIMIT %s', target, datconnlimit + keepers) FROM source
                WHERE datconnlimit >= 0
                UNION ALL SELECT 3, format('ALTER %s DATABASE %I SET %s = %s',
                        CASE WHEN setrole <> 0 THEN format('ROLE %I IN', pg_get_userbyid(setrole)) ELSE '' END,
                        target, split_part(setting, '=', 1),
                        -- These hold lists of quoted names, among which an empty one is not allowed, but an empty text is.
                        CASE WHEN split_part(setting, '=', 1) IN ('search_path', 'DateStyle', 'temp_tablespaces',
                                'session_preload_libraries', 'local_preload_libraries')
                            THEN regexp_replace(substr(setting, strpos(setting, '=') + 1), '(^|, )""(?=,|$)', '\\1''''', 'g')
                            ELSE quote_literal(substr(setting, strpos(setting, '=') + 1)) END)
                FROM pg_db_role_setting JOIN source ON source.oid = setdatabase, unnest(setconfig) AS setting
                UNION ALL SELECT 4, format('REVOKE ALL ON DATABASE %I FROM PUBLIC', target) FROM source WHERE datacl IS NOT NULL
                UNION ALL SELECT 5, format('GRANT %s ON DATABASE %I TO %s%s', privilege_type, target,
                        CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                        CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
                FROM source, aclexplode(datacl)) AS statements(step, statement)
                ORDER BY step""",
                target,
                keepers,
                source);
        for (String statement : statements) {
            Sql.execute(connection, statement);
        }
    }

    void rename(String from, String to) throws SQLException {
        requireOurs(from);
        requireOurs(to);
        execute("ALTER DATABASE " + Sql.identifier(from) + " RENAME TO " + Sql.identifier(to));
    }

    void drop(String database) throws SQLException {
        requireOurs(database);
        execute("DROP DATABASE IF EXISTS " + Sql.identifier(database) + " WITH (FORCE)");
    }

    /** Drops a database unless somebody owns it or is connected to it; returns whether it is gone. */
    boolean dropIfIdle(String database) throws SQLException {
        requireOurs(database);
        try {
            return use(connection -> {
                if (!tryOwn(connection, database)) {
                    return false;
                }
                Sql.execute(connection, "DROP DATABASE IF EXISTS " + Sql.identifier(database));
                return true;
            });
        } catch (SQLException failure) {
            if (!IN_USE.equals(failure.getSQLState())) {
                throw failure;
            }
            return false;
        }
    }

    private static void requireOurs(String database) {
        if (!database.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "\"" + database + "\" is no database of Isolario's, whose names start with \"" + PREFIX
                            + "\": it is neither made, renamed nor dropped.");
        }
    }

    /** Returns the sessions in a database, each as text with what tells whose it is. */
    List<String> sessionsIn(String database) throws SQLException {
        return use(connection -> Sql.column(
                connection,
                """
                SELECT format('pid %s, application_name "%s", user "%s", %s since %s: %s', pid, application_name, usename,
                    coalesce(state, backend_type, 'of another role'), date_trunc('second', state_change), left(query, 80))
                FROM pg_stat_activity WHERE datname = ? AND usesysid IS NOT NULL AND coalesce(backend_type, '') NOT LIKE 'autovacuum%'
                ORDER BY pid""",
                database));
    }

    /** Ends the idle sessions of the application itself in a database. */
    void endIdleSessions(String database, String applicationName) throws SQLException {
        use(connection -> Sql.column(
                connection,
                """
                SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
                WHERE datname = ? AND usename = current_user AND application_name = ? AND state = 'idle'""",
                database,
                applicationName));
    }

    @Override
    public String toString() {
        return "LaneServer{" + login + "}";
    }
}
