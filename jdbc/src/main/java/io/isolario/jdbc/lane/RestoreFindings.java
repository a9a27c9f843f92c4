package io.isolario.jdbc.lane;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a restore met.
 *
 * @param late server processes that are in a transaction
 * @param prepared names of transactions that were prepared and neither committed nor rolled back
 * @param spoiled what it cannot undo
 */
record RestoreFindings(List<String> late, List<String> prepared, List<String> spoiled) {

    /** Runs a restore. */
    static RestoreFindings of(PreparedStatement restore) throws SQLException {
        RestoreFindings findings = new RestoreFindings(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (ResultSet rows = restore.executeQuery()) {
            while (rows.next()) {
                switch (rows.getString(1)) {
                    case "late" -> findings.late().add(rows.getString(2));
                    case "prepared" -> findings.prepared().add(rows.getString(2));
                    case "spoiled" -> findings.spoiled().add(rows.getString(2));
                    default -> {}
                }
            }
        }
        return findings;
    }

    List<String> open() {
        List<String> all = new ArrayList<>(late);
        prepared.forEach(gid -> all.add("prepared " + gid));
        return all;
    }
}
