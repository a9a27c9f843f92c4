package io.isolario.jdbc;

import static io.isolario.jdbc.FidelityStage.execute;
import static io.isolario.jdbc.FidelityStage.query;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Savepoint;
import java.sql.Statement;

/** Programs about the time of a transaction. */
public final class ClockPrograms {

    private static final String NOW = "select now()";

    private ClockPrograms() {}

    static void advancesWithEachTransaction(FidelityStage stage) throws Exception {
        String[] times = new String[4];
        stage.committed(connection -> {
            execute(connection, "insert into item (name) values ('a')");
            times[0] = query(connection, NOW);
            Savepoint savepoint = connection.setSavepoint();
            stage.see(query(connection, NOW).equals(times[0]));
            connection.rollback(savepoint);
            stage.see(query(connection, NOW).equals(times[0]));
            stage.see(query(connection, "select current_timestamp = transaction_timestamp()"));
            stage.see(query(connection, "select now() < clock_timestamp()"));
        });
        stage.committed(connection -> {
            times[1] = query(connection, NOW);
            stage.see(query(connection, "select now() > timestamptz '" + times[0] + "'"));
        });
        times[2] = stage.query(NOW);
        times[3] = stage.query(NOW);
        stage.see(times[1].compareTo(times[2]) < 0 && times[2].compareTo(times[3]) < 0);
    }

    static void beginsWithTheFirstStatement(FidelityStage stage) throws Exception {
        stage.committed(connection -> {
            String before = query(connection, "select clock_timestamp()");
            stage.see(query(connection, "select now() < timestamptz '" + before + "'"));
            stage.see(query(connection, "select now() > timestamptz '" + before + "' - interval '5 s'"));
        });
    }

    static void hasTypesAndNames(FidelityStage stage) throws Exception {
        stage.connected(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select now(), current_timestamp(3), localtimestamp, current_date, localtime, pg_typeof(current_time),"
                                    + " extract(year from now()) > 2000, now() as mine, (select now())")) {
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    stage.see(row.getMetaData().getColumnLabel(column) + " "
                            + row.getMetaData().getColumnTypeName(column));
                }
                row.next();
                stage.see(row.getString(6));
            }
        });
    }

    static void worksInPreparedStatements(FidelityStage stage) throws Exception {
        stage.execute("create table visit (id int, at timestamptz, day date)");
        stage.connected(connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into visit values (?, now(), current_date)")) {
                for (int id = 0; id < 8; id++) {
                    insert.setInt(1, id);
                    insert.addBatch();
                    insert.setInt(1, id);
                    insert.addBatch();
                    insert.executeBatch();
                    connection.commit();
                }
            }
        });
        stage.see(stage.query("select count(distinct at) || ' ' || count(*) from visit"));
        stage.see(stage.query("select count(*) from visit where at > now()"));
        stage.see(
                stage.query("select string_agg(id::text, ',' order by at) from (select distinct id, at from visit) v"));
    }

    static void doesNotTouchWhatOnlyLooksLikeIt(FidelityStage stage) throws Exception {
        stage.see(stage.query("select 'now()' || $$ current_date $$ || (/* now() */ 1) -- now()\n"));
    }

    static void literal(FidelityStage stage) throws Exception {
        stage.query("select timestamptz 'now'");
    }

    static void program(FidelityStage stage) throws Exception {
        stage.execute("do $$ begin perform now(); end $$");
    }

    static void columnDefault(FidelityStage stage) throws Exception {
        stage.execute("insert into stamped (id) values (1)");
        stage.execute("insert into stamped (id) values (2)");
        stage.see(stage.query("select count(distinct at) from stamped"));
    }
}
