package io.isolario.jdbc.dialect;

import io.isolario.jdbc.sql.SqlScript;
import java.util.Optional;

/** Row 19 of the catalogue: refuses the two-phase commit, as SQL text. {@code SandboxDataSource.unwrap} refuses an XADataSource. */
public final class TwoPhaseCheck implements StatementCheck {

    @Override
    public Optional<String> refusal(SqlScript script) {
        boolean twoPhase = script.startsWith("PREPARE", "TRANSACTION")
                || script.startsWith("COMMIT", "PREPARED")
                || script.startsWith("ROLLBACK", "PREPARED");
        return twoPhase
                ? Optional.of(
                        "a prepared transaction leaves its connection and outlives the sandbox, which could not undo it.")
                : Optional.empty();
    }
}
