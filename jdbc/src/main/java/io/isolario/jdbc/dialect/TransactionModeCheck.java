package io.isolario.jdbc.dialect;

import io.isolario.jdbc.sql.SqlScript;
import java.util.Optional;
import java.util.Set;

/**
 * Row 11 of the catalogue: refuses another isolation level as SQL text. {@code Connection.setTransactionIsolation}
 * refuses it as a call.
 */
public final class TransactionModeCheck implements StatementCheck {

    private static final Set<String> SETTINGS = Set.of(
            "TRANSACTION_ISOLATION",
            "TRANSACTION_READ_ONLY",
            "TRANSACTION_DEFERRABLE",
            "DEFAULT_TRANSACTION_ISOLATION",
            "DEFAULT_TRANSACTION_READ_ONLY",
            "DEFAULT_TRANSACTION_DEFERRABLE");

    @Override
    public Optional<String> refusal(SqlScript script) {
        boolean sets = script.startsWith("SET", "TRANSACTION")
                || script.startsWith("SET", "SESSION", "CHARACTERISTICS")
                || (script.startsWith("SET") && script.namesAnyOf(SETTINGS));
        return sets
                ? Optional.of(
                        "the outer transaction has its modes already, and a transaction inside another cannot have "
                                + "a level of its own; Connection.setReadOnly works as usual.")
                : Optional.empty();
    }
}
