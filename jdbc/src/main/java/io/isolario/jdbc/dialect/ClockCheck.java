package io.isolario.jdbc.dialect;

import io.isolario.jdbc.sql.SqlScript;
import java.util.Optional;
import java.util.Set;

/** Row 8 of the catalogue: refuses the time of the transaction where {@link ClockRewrite} cannot replace it. */
public final class ClockCheck implements StatementCheck {

    /** Statements that keep the text for later, or whose text is a program. */
    static final Set<String> KEEP_TEXT = Set.of("CREATE", "ALTER", "DO");

    @Override
    public Optional<String> refusal(SqlScript script) {
        boolean keeps = script.namesAnyOf(ClockRewrite.NAMES)
                && script.statements().stream().anyMatch(statement -> KEEP_TEXT.contains(statement.first()));
        if (keeps || script.namesAnyOf(SqlScript.TIME_LITERALS)) {
            return Optional.of(
                    "it asks for the time of its transaction where that cannot be replaced by the virtual one's; the "
                            + "server's stands still in a sandbox. now() and CURRENT_TIMESTAMP in a query work as usual, and "
                            + "clock_timestamp() everywhere.");
        }
        return Optional.empty();
    }
}
