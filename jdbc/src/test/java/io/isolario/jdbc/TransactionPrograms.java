package io.isolario.jdbc;

import static io.isolario.jdbc.FidelityStage.execute;
import static io.isolario.jdbc.FidelityStage.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Savepoint;
import java.sql.Statement;

/** Programs about one transaction, or one after the other. */
public final class TransactionPrograms {

    private TransactionPrograms() {}

    static void failureInTransaction(FidelityStage stage) throws Exception {
        stage.connected(connection -> {
            connection.setAutoCommit(false);
            execute(connection, "insert into item (name) values ('a')");
            stage.seeFailure(() -> execute(connection, "insert into item (name) values ('a')"));
            stage.seeFailure(() -> execute(connection, "select 1"));
            connection.commit();
            stage.see(query(connection, "select count(*) from item"));
            connection.commit();
        });
        stage.execute("insert into item (name) values ('a')");
        stage.see(stage.query("select count(*) from item"));
    }

    static void failureInAutoCommit(FidelityStage stage) throws Exception {
        stage.execute("insert into item (name) values ('a')");
        stage.seeFailure(() -> stage.execute("insert into item (name) values ('a')"));
        stage.see(stage.query("select count(*) from item"));
    }

    static void deferredViolation(FidelityStage stage) throws Exception {
        stage.execute("insert into item (name) values ('kept')");
        stage.connected(connection -> {
            connection.setAutoCommit(false);
            execute(connection, "insert into child values (1, 7)");
            stage.seeFailure(() -> {
                connection.commit();
                return true;
            });
            stage.see(query(connection, "select count(*) from child"));
            execute(connection, "insert into child values (1, 7)");
            execute(connection, "insert into parent values (7)");
            connection.commit();
        });
        stage.see(stage.query("select count(*) from child") + stage.query("select name from item"));
    }

    static void deferredViolationInAutoCommit(FidelityStage stage) throws Exception {
        stage.seeFailure(() -> stage.execute("insert into child values (1, 7)"));
        stage.see(stage.query("select count(*) from child"));
    }

    static void constraintsMadeDeferredEndWithTheTransaction(FidelityStage stage) throws Exception {
        stage.execute("insert into booking values (1, 1), (2, 2)");
        stage.committed(connection -> {
            execute(connection, "set constraints all deferred");
            execute(connection, "update booking set slot = 2 where id = 1");
            execute(connection, "update booking set slot = 1 where id = 2");
        });
        stage.seeFailure(() -> stage.execute("update booking set slot = 1 where id = 1"));
        stage.execute("set constraints all deferred");
        stage.seeFailure(() -> stage.execute("update booking set slot = 1 where id = 1"));
        stage.connected(connection -> {
            connection.setAutoCommit(false);
            stage.seeFailure(() -> execute(connection, "update booking set slot = 1 where id = 1"));
        });
    }

    static void constraintTrigger(FidelityStage stage) throws Exception {
        stage.execute("insert into parent values (1)");
        stage.committed(connection -> {
            execute(connection, "insert into child values (1, 1)");
            stage.see(query(connection, "select count(*) from audit"));
        });
        stage.see(stage.query("select string_agg(entry, ',') from audit"));
        stage.execute("insert into child values (2, 1)");
        stage.see(stage.query("select string_agg(entry, ',' order by entry) from audit"));
    }

    static void constraintOfANewTable(FidelityStage stage) throws Exception {
        stage.execute("create table late (parent int references parent deferrable initially deferred)");
        stage.connected(connection -> {
            connection.setAutoCommit(false);
            execute(connection, "insert into late values (9)");
            stage.seeFailure(() -> {
                connection.commit();
                return true;
            });
        });
    }

    static void localSettings(FidelityStage stage) throws Exception {
        stage.connected(connection -> {
            connection.setAutoCommit(false);
            execute(connection, "set local search_path = pg_catalog, public");
            execute(connection, "set local time zone 'Asia/Tokyo'");
            stage.see(query(connection, "select set_config('app.tenant', 'first', true)"));
            stage.see(query(connection, "show search_path") + query(connection, "show time zone"));
            connection.commit();
            stage.see(query(connection, "select current_setting('app.tenant', true)"));
            stage.see(query(connection, "show search_path")
                    + query(connection, "show time zone").equals("Asia/Tokyo"));
            connection.commit();
        });
        stage.see(stage.query("select current_setting('app.tenant', true)"));
    }

    static void localSettingsWithRollback(FidelityStage stage) throws Exception {
        stage.connected(connection -> {
            connection.setAutoCommit(false);
            execute(connection, "insert into item (name) values ('before')");
            connection.commit();
            execute(connection, "set local app.tenant = 'first'");
            Savepoint savepoint = connection.setSavepoint();
            execute(connection, "set local app.tenant = 'second'");
            connection.rollback(savepoint);
            stage.see(query(connection, "select current_setting('app.tenant', true)"));
            connection.rollback();
            stage.see(query(connection, "select current_setting('app.tenant', true)"));
        });
    }

    static void localSettingsInAutoCommit(FidelityStage stage) throws Exception {
        stage.connected(connection -> {
            execute(connection, "set local statement_timeout = '5s'");
            stage.see(query(connection, "show statement_timeout"));
            stage.see(query(connection, "select set_config('statement_timeout', '5s', true)"));
            stage.see(query(connection, "show statement_timeout"));
        });
    }

    static void settingOfTheSession(FidelityStage stage) throws Exception {
        stage.connected(connection -> query(connection, "select set_config('app.tenant', 'first', false)"));
    }

    static void settingByFunction(FidelityStage stage) throws Exception {
        stage.committed(connection -> query(connection, "select become('first')"));
        stage.see(stage.query("select current_setting('app.tenant', true)"));
    }

    static void readOnly(FidelityStage stage) throws Exception {
        stage.connected(connection -> {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            stage.seeFailure(() -> execute(connection, "insert into item (name) values ('a')"));
            connection.rollback();
            stage.see(query(connection, "select count(*) from item"));
            connection.commit();
            connection.setReadOnly(false);
            execute(connection, "insert into item (name) values ('a')");
            connection.commit();
        });
        stage.see(stage.query("select count(*) from item"));
    }

    static void serializable(FidelityStage stage) throws Exception {
        stage.connected(connection -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
    }

    static void serializableAsText(FidelityStage stage) throws Exception {
        stage.committed(connection -> execute(connection, "set transaction isolation level serializable"));
    }

    static void gapOfASequence(FidelityStage stage) throws Exception {
        int first = Integer.parseInt(stage.query("insert into item (name) values ('a') returning id"));
        stage.connected(connection -> {
            connection.setAutoCommit(false);
            execute(connection, "insert into item (name) values ('b')");
            connection.rollback();
        });
        int second = Integer.parseInt(stage.query("insert into item (name) values ('b') returning id"));
        stage.see(second - first);
    }

    static void twoPhases(FidelityStage stage) throws Exception {
        stage.connected(connection -> {
            connection.setAutoCommit(false);
            execute(connection, "insert into item (name) values ('a')");
            execute(connection, "prepare transaction 'one'");
        });
    }

    static void manyTransactions(FidelityStage stage) throws Exception {
        for (int i = 0; i < 100; i++) {
            String name = "item " + i;
            stage.committed(connection -> execute(connection, "insert into item (name) values ('" + name + "')"));
        }
        stage.see(stage.query("select count(*) from item"));
    }

    static void transactionId(FidelityStage stage) throws Exception {
        stage.committed(connection -> stage.see(query(connection, "select txid_current() > 0")));
    }

    static void rowVersion(FidelityStage stage) throws Exception {
        stage.execute("insert into item (name) values ('a')");
        String first = stage.query("select xmin from item");
        stage.execute("update item set name = 'b'");
        String second = stage.query("select xmin from item");
        stage.committed(connection -> {
            execute(connection, "update item set name = 'c'");
            execute(connection, "update item set name = 'd'");
        });
        String third = stage.query("select xmin from item");
        stage.see(first.equals(second));
        stage.see(second.equals(third));
        stage.see(stage.execute("update item set name = 'e' where xmin = '" + third + "'"));
    }

    static void lostBorder(FidelityStage stage) throws Exception {
        stage.connected(connection -> {
            connection.setAutoCommit(false);
            query(connection, "select 1");
            stage.commitBehindOurBack(connection);
            query(connection, "select 2 as after_the_loss");
        });
    }

    static void cursorAfterCommit(FidelityStage stage) throws Exception {
        stage.connected(connection -> {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(2);
                ResultSet rows = statement.executeQuery("select generate_series(1, 5)");
                rows.next();
                connection.commit();
                stage.see(rows.next());
                try {
                    rows.next();
                    stage.see("did not fail");
                } catch (java.sql.SQLException gone) {
                    stage.see(gone.getSQLState());
                }
            }
            stage.see(query(connection, "select 1"));
            connection.commit();
        });
    }

    static void declaredCursorAfterCommit(FidelityStage stage) throws Exception {
        stage.connected(connection -> {
            connection.setAutoCommit(false);
            execute(connection, "declare c cursor for select 1");
            stage.see(query(connection, "fetch c"));
            connection.commit();
            stage.seeFailure(() -> query(connection, "fetch c"));
            connection.rollback();
        });
        stage.seeFailure(() -> stage.execute("declare c cursor for select 1"));
    }

    static void savepointAsText(FidelityStage stage) throws Exception {
        stage.committed(connection -> execute(connection, "savepoint mine"));
    }

    static void settingAsText(FidelityStage stage) throws Exception {
        stage.connected(connection -> execute(connection, "set statement_timeout = '5s'"));
    }
}
