package io.isolario.jdbc.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Row 27 of the catalogue: what a sandbox has written, for a look at it before it is undone. The server itself counts what the
 * current transaction writes, and each row names the transaction that wrote it.
 */
public final class WrittenRows {

    private static final int MOST_TABLES = 20;
    private static final int MOST_ROWS = 20;

    private static final String TABLES =
            """
            select relid::regclass::text, n_tup_ins, n_tup_upd, n_tup_del
              from pg_stat_xact_user_tables
             where n_tup_ins + n_tup_upd + n_tup_del > 0
             order by 1 limit""";

    private static final String ROWS =
            """
            select to_json(t)::text from %s t
             where age(t.xmin) <= age(pg_current_xact_id()::xid)
             limit""";

    private WrittenRows() {}

    /** Returns a line for each table that was written, and one for each row that is there now; not all where there are many. */
    static List<String> of(Connection physical) throws SQLException {
        List<String> lines = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        try (Statement statement = physical.createStatement()) {
            try (ResultSet written = statement.executeQuery(TABLES + " " + MOST_TABLES)) {
                while (written.next()) {
                    tables.add(written.getString(1));
                    lines.add("wrote " + written.getString(1) + ": " + written.getLong(2) + " inserted, "
                            + written.getLong(3) + " updated, " + written.getLong(4) + " deleted");
                }
            }
            for (String table : tables) {
                addRows(statement, table, lines);
            }
        }
        return lines;
    }

    private static void addRows(Statement statement, String table, List<String> lines) throws SQLException {
        try (ResultSet rows = statement.executeQuery(ROWS.formatted(table) + " " + (MOST_ROWS + 1))) {
            for (int row = 0; rows.next(); row++) {
                lines.add(row < MOST_ROWS ? table + " " + rows.getString(1) : table + " … and more");
            }
        }
    }
}
