package io.isolario.jdbc.lane;

import io.isolario.core.Sandbox;
import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import io.isolario.jdbc.sql.SqlErrors;
import io.isolario.jdbc.sql.SqlScript;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses what changes the whole server: it would reach every other sandbox, and no restore undoes it. */
final class ServerWideExecution implements Execution {

    private static final Set<String> VERBS = Set.of("CREATE", "ALTER", "DROP");
    private static final Set<String> OBJECTS = Set.of("ROLE", "USER", "GROUP", "DATABASE", "TABLESPACE", "SYSTEM");

    private final Sandbox sandbox;
    private final Execution next;

    ServerWideExecution(Sandbox sandbox, Execution next) {
        this.sandbox = sandbox;
        this.next = next;
    }

    @Override
    public <T extends @Nullable Object> T run(SqlCommand command, SqlCall<T> call) throws SQLException {
        for (SqlScript.Leading statement : command.script().statements()) {
            if (isServerWide(statement)) {
                throw SqlErrors.refused("\"" + command.quoted() + "\" was refused in sandbox " + sandbox
                        + ": it changes the whole server, so every other sandbox would see it, and it would stay. A lane is a "
                        + "database of the sandbox's own, but roles, databases, tablespaces and the server's settings are shared. Ways out: do "
                        + "it before the first sandbox or in SandboxRegistry.runOnBaseline(..), or give the test a server of its own "
                        + "(ThrowawayPostgres.builder().unshared()).");
            }
        }
        return next.run(command, call);
    }

    private static boolean isServerWide(SqlScript.Leading statement) {
        return defines(statement) || grantsMembership(statement);
    }

    /** GRANT role TO role, without ON: memberships are the server's. */
    private static boolean grantsMembership(SqlScript.Leading statement) {
        return statement.words().size() >= 3
                && ((statement.first().equals("GRANT")
                                && statement.words().get(2).equals("TO"))
                        || (statement.first().equals("REVOKE")
                                && statement.words().get(2).equals("FROM")));
    }

    private static boolean defines(SqlScript.Leading statement) {
        return statement.words().size() >= 2
                && VERBS.contains(statement.first())
                && OBJECTS.contains(statement.words().get(1))
                && !statement.words().contains("MAPPING");
    }

    @Override
    public String toString() {
        return "serverWide > " + next;
    }
}
