package io.isolario.jdbc.dialect;

import io.isolario.jdbc.sql.SqlScript;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what changes the session of a PostgreSQL connection beyond the transaction: all virtual connections of a sandbox have one
 * session, and with real connections each has its own.
 */
public final class SessionStateCheck implements StatementCheck {

    private static final Set<String> COMMANDS = Set.of("RESET", "DISCARD", "PREPARE", "LOAD");
    private static final Set<String> OF_TRANSACTION = Set.of("LOCAL", "CONSTRAINTS", "TRANSACTION");

    @Override
    public Optional<String> refusal(SqlScript script) {
        return script.statements().stream()
                .filter(SessionStateCheck::changesSession)
                .findFirst()
                .map(statement -> statement.first()
                        + " changes the session, which all connections of the sandbox share; with real connections the others "
                        + "would not see it. SET LOCAL and set_config(.., true) work as usual.")
                .or(() -> declaresHeldCursor(script));
    }

    private static boolean changesSession(SqlScript.Leading statement) {
        boolean sets = statement.first().equals("SET")
                && statement.words().stream().skip(1).limit(1).noneMatch(OF_TRANSACTION::contains);
        return sets || COMMANDS.contains(statement.first());
    }

    private static Optional<String> declaresHeldCursor(SqlScript script) {
        return script.startsWith("DECLARE") && script.names("HOLD")
                ? Optional.of("a cursor WITH HOLD belongs to the session, which all connections of the sandbox share.")
                : Optional.empty();
    }
}
