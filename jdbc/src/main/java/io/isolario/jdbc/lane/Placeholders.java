package io.isolario.jdbc.lane;

import io.isolario.jdbc.sql.SqlCommand;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Settings with a name of the application's own, such as {@code app.tenant}. When their transaction has ended, or after a reset, the
 * server keeps them as empty texts, where a new session has none: {@code current_setting('app.tenant', true)} tells the difference.
 * Only the end of the session removes them: https://www.postgresql.org/docs/current/runtime-config-custom.html.
 */
final class Placeholders {

    private static final Set<String> SETTING = Set.of("SET", "SET_CONFIG", "DO", "CALL");
    private static final Pattern OWN_NAME = Pattern.compile(
            "\\bset_config\\s*\\(|\\bset\\s+(local\\s+|session\\s+)?\"?\\w+\"?\\s*\\.", Pattern.CASE_INSENSITIVE);

    private static final String OF_FUNCTIONS =
            "SELECT EXISTS (SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
                    + "WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'isolario') AND (p.prosrc ~* "
                    + "'\\mset_config\\M|\\mset\\s+(local\\s+|session\\s+)?\"?\\w+\"?\\s*\\.' OR EXISTS (SELECT FROM unnest(p.proconfig) c "
                    + "WHERE split_part(c, '=', 1) LIKE '%.%')))";

    private Placeholders() {}

    /** Returns whether a command may make one. */
    static boolean makes(SqlCommand command) {
        return command.script()
                .derived(
                        Placeholders.class,
                        script -> script.namesAnyOf(SETTING)
                                && OWN_NAME.matcher(command.text()).find());
    }

    /** Returns whether a function of the database may make one, so that no statement tells. */
    static boolean areMadeByFunctions(Connection connection) throws SQLException {
        return Sql.single(connection, OF_FUNCTIONS).equals("t");
    }
}
