package io.isolario.jdbc.dialect;

import io.isolario.jdbc.sql.SqlScript;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Row 21 of the catalogue: refuses the functions that tell the number of the transaction. The column xmin is not refused: each
 * virtual transaction is a subtransaction with a number of its own, so it changes as it would.
 */
public final class TransactionIdCheck implements StatementCheck {

    private static final Set<String> FUNCTIONS = Set.of(
            "TXID_CURRENT",
            "TXID_CURRENT_IF_ASSIGNED",
            "TXID_CURRENT_SNAPSHOT",
            "TXID_STATUS",
            "PG_CURRENT_XACT_ID",
            "PG_CURRENT_XACT_ID_IF_ASSIGNED",
            "PG_CURRENT_SNAPSHOT",
            "PG_XACT_STATUS");

    @Override
    public Optional<String> refusal(SqlScript script) {
        return script.names().stream()
                .filter(FUNCTIONS::contains)
                .findFirst()
                .map(function -> function.toLowerCase(Locale.ROOT)
                        + " tells the outer transaction, which is the same one for the whole sandbox.");
    }
}
