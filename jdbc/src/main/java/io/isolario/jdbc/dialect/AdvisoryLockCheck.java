package io.isolario.jdbc.dialect;

import io.isolario.jdbc.sql.SqlScript;
import java.util.Optional;

/** Row 13 of the catalogue: refuses advisory locks of PostgreSQL. */
public final class AdvisoryLockCheck implements StatementCheck {

    @Override
    public Optional<String> refusal(SqlScript script) {
        return script.names().stream()
                .filter(name -> name.startsWith("PG_") && name.contains("ADVISORY"))
                .findFirst()
                .map(function -> function.toLowerCase(java.util.Locale.ROOT)
                        + " locks for the server's session: it would be granted again to every connection of this sandbox, and "
                        + "be held against all other sandboxes until this one ends.");
    }
}
