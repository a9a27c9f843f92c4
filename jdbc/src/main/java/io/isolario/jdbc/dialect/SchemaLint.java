package io.isolario.jdbc.dialect;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What was found in the schema of a baseline that matters in TRANSACTION isolation: found out once, before the first statement.
 *
 * @param constraints the deferrable constraints
 * @param findings what no statement shows, because it is inside the schema
 */
public record SchemaLint(DeferrableConstraints constraints, List<Finding> findings) {

    /** For dialects that have none of this. */
    static final SchemaLint NONE = new SchemaLint(DeferrableConstraints.NONE, List.of());

    /**
     * An object of the schema that does not do in TRANSACTION isolation what it does with real commits.
     *
     * @param row the row of the catalogue
     * @param object which one it is
     * @param consequence what is different
     */
    public record Finding(int row, String object, String consequence) {

        @Override
        public String toString() {
            return object + ": " + consequence + " (row " + row + ")";
        }
    }

    /** Returns what to tell the user; empty when there is nothing. */
    public String warning(String dataSource) {
        if (findings.isEmpty()) {
            return "";
        }
        return findings.stream()
                .map(Finding::toString)
                .collect(
                        Collectors.joining(
                                "\n- ",
                                "The schema behind DataSource \"" + dataSource
                                        + "\" does things that differ in TRANSACTION isolation, where a "
                                        + "sandbox is one transaction:\n- ",
                                "\nTests that depend on one of them need @Sandboxed(isolation = DATABASE). Rows: docs/guide/fidelity.md."));
    }
}
