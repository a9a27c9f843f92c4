package io.isolario.jdbc.dialect;

import io.isolario.jdbc.sql.SqlScript;
import java.util.Optional;
import java.util.Set;

/** Row 14 of the catalogue: refuses LISTEN and NOTIFY. */
public final class NotificationCheck implements StatementCheck {

    private static final Set<String> COMMANDS = Set.of("LISTEN", "NOTIFY", "UNLISTEN");
    private static final String FUNCTION = "PG_NOTIFY";

    @Override
    public Optional<String> refusal(SqlScript script) {
        return script.statements().stream()
                .map(SqlScript.Leading::first)
                .filter(COMMANDS::contains)
                .findFirst()
                .or(() -> Optional.of("pg_notify").filter(function -> script.names(FUNCTION)))
                .map(first -> first + " has an effect at a real commit only, and there is none.");
    }
}
