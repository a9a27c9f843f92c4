package io.isolario.jdbc;

import static io.isolario.jdbc.FidelityStage.execute;
import static io.isolario.jdbc.FidelityStage.query;

/** Programs about tables that come, go or change, and about the server. */
public final class SchemaPrograms {

    private SchemaPrograms() {}

    static void temporaryTableOnCommit(FidelityStage stage) throws Exception {
        stage.committed(connection -> execute(connection, "create temp table scratch (id int) on commit drop"));
    }

    static void temporaryTable(FidelityStage stage) throws Exception {
        stage.connected(connection -> {
            execute(connection, "create temp table scratch (id int)");
            execute(connection, "insert into scratch values (1)");
            stage.see(query(connection, "select count(*) from scratch"));
            execute(connection, "truncate scratch");
            stage.see(query(connection, "select count(*) from scratch"));
            execute(connection, "drop table scratch");
        });
    }

    static void temporaryTableOfAnotherConnection(FidelityStage stage) throws Exception {
        stage.connected(first -> {
            execute(first, "create temp table scratch (id int)");
            stage.connected(second -> query(second, "select count(*) from scratch"));
        });
    }

    static void truncate(FidelityStage stage) throws Exception {
        stage.execute("truncate job");
        stage.see(stage.query("select count(*) from job"));
    }

    static void alter(FidelityStage stage) throws Exception {
        stage.execute("alter table item add column colour text");
        stage.see(stage.query("select count(colour) from item"));
    }

    static void lock(FidelityStage stage) throws Exception {
        stage.committed(connection -> execute(connection, "lock table item in exclusive mode"));
    }

    static void lockInAutoCommit(FidelityStage stage) throws Exception {
        stage.seeFailure(() -> stage.execute("lock table item in exclusive mode"));
    }

    static void tableOfItsOwn(FidelityStage stage) throws Exception {
        stage.execute("create table own (id int)");
        stage.execute("create index own_id on own (id)");
        stage.execute("alter table own add column name text");
        stage.execute("insert into own values (1, 'a')");
        stage.see(stage.query("select name from own"));
        stage.execute("drop table own");
        stage.seeFailure(() -> stage.query("select name from own"));
    }

    static void procedureThatCommits(FidelityStage stage) throws Exception {
        stage.execute("call commits()");
        stage.see(stage.query("select name from item"));
    }

    static void vacuum(FidelityStage stage) throws Exception {
        stage.execute("vacuum item");
    }

    static void vacuumsItself(FidelityStage stage) throws Exception {
        stage.see(stage.query("show autovacuum"));
        stage.see(stage.query("show autovacuum_naptime"));
    }

    static void failingTest(FidelityStage stage) throws Exception {
        stage.execute("insert into item (name) values ('of the failing test')");
        if (stage.sandbox() != null) {
            stage.sandbox().noteFailure(new AssertionError("expected 2 but was 1"));
        }
        stage.see(stage.query("select count(*) from item"));
    }
}
