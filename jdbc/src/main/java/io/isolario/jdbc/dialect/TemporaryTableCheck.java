package io.isolario.jdbc.dialect;

import io.isolario.jdbc.sql.SqlScript;
import java.util.Optional;
import java.util.Set;

/** Row 15 of the catalogue: refuses temporary tables that something happens to at a commit. */
public final class TemporaryTableCheck implements StatementCheck {

    private static final Set<String> TEMPORARY = Set.of("TEMP", "TEMPORARY");
    private static final Set<String> AT_COMMIT = Set.of("DROP", "DELETE");

    @Override
    public Optional<String> refusal(SqlScript script) {
        boolean refused = script.startsWith("CREATE")
                && script.namesAnyOf(TEMPORARY)
                && script.names("COMMIT")
                && script.namesAnyOf(AT_COMMIT);
        return refused
                ? Optional.of(
                        "ON COMMIT happens at a real commit only, and there is none. A temporary table that is dropped or "
                                + "emptied by a statement works as usual.")
                : Optional.empty();
    }
}
