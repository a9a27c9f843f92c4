package io.isolario.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Row 7 of the catalogue: has the deferred constraints checked at the commit of a virtual transaction.
 *
 * @param present whether there is any, so that a commit has something to check
 * @param initiallyDeferred those that each transaction begins with as deferred, by their qualified and quoted names
 * @param ambiguous whether a name stands for several constraints of which only some are deferred, so that they cannot be named
 */
public record DeferrableConstraints(boolean present, List<String> initiallyDeferred, boolean ambiguous) {

    static final DeferrableConstraints NONE = new DeferrableConstraints(false, List.of(), false);

    private static final String CHECK = "set constraints all immediate";

    /**
     * Checks what is due, and makes the constraints as deferred as a transaction finds them.
     *
     * @throws SQLException what the commit would have failed with
     */
    public void check(Connection physical) throws SQLException {
        if (!present) {
            return;
        }
        if (ambiguous) {
            // Undone again, so that all is as deferred as before; what a constraint trigger has written is undone too.
            PostgresDialect.execute(
                    physical,
                    "savepoint isolario_check; " + CHECK
                            + "; rollback to savepoint isolario_check; release savepoint isolario_check");
        } else if (initiallyDeferred.isEmpty()) {
            PostgresDialect.execute(physical, CHECK);
        } else {
            PostgresDialect.execute(
                    physical, CHECK + "; set constraints " + String.join(", ", initiallyDeferred) + " deferred");
        }
    }
}
