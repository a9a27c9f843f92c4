package io.isolario.jdbc;

import static io.isolario.jdbc.FidelityStage.execute;
import static io.isolario.jdbc.FidelityStage.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Programs about several connections, threads or tests. */
public final class ConcurrencyPrograms {

    private static final String TAKE_JOB =
            "update job set state = 'taken' where id = (select id from job where state = 'new' order by id limit 1 for update "
                    + "skip locked) returning id";

    private ConcurrencyPrograms() {}

    static void afterCommit(FidelityStage stage) throws Exception {
        stage.committed(connection -> execute(connection, "insert into item (name) values ('order')"));
        Future<String> listener = stage.elsewhere(() -> stage.query("select name from item"));
        stage.see(listener.get());
    }

    static void requestOfAServer(FidelityStage stage) throws Exception {
        stage.execute("insert into item (name) values ('arranged by the test')");
        stage.elsewhere(() -> stage.execute("update item set name = 'changed by the request'"))
                .get();
        stage.see(stage.query("select name from item"));
    }

    static void testsAtTheSameTime(FidelityStage stage) throws Exception {
        stage.anotherTest(() -> stage.execute("insert into item (name) values ('theirs')"));
        stage.execute("insert into item (name) values ('ours')");
        stage.see(stage.query("select string_agg(name, ',') from item"));
    }

    static void threadsOfOneTest(FidelityStage stage) throws Exception {
        List<Future<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            String name = "writer " + writer;
            writers.add(stage.elsewhere(() -> {
                stage.committed(connection -> {
                    execute(connection, "insert into item (name) values ('" + name + "')");
                    execute(connection, "insert into item (name) values ('" + name + " again')");
                });
                return 1;
            }));
        }
        for (Future<Integer> writer : writers) {
            writer.get();
        }
        stage.see(stage.query("select count(*) from item"));
    }

    /** The inner transaction of REQUIRES_NEW, on the same thread. */
    static void requiresNew(FidelityStage stage) throws Exception {
        stage.committed(outer -> {
            execute(outer, "insert into item (name) values ('outer')");
            stage.committed(inner -> execute(inner, "insert into item (name) values ('inner')"));
        });
        stage.see(stage.query("select count(*) from item"));
    }

    static void requiresNewFirst(FidelityStage stage) throws Exception {
        stage.committed(outer -> {
            stage.committed(inner -> execute(inner, "insert into item (name) values ('inner')"));
            execute(outer, "insert into item (name) values ('outer')");
        });
        stage.see(stage.query("select count(*) from item"));
    }

    static void joinInTransaction(FidelityStage stage) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        List<Exception> failures = new ArrayList<>();
        stage.committed(connection -> {
            execute(connection, "insert into item (name) values ('holder')");
            Thread waiter = new Thread(
                    io.isolario.core.SandboxContext.wrap((Runnable) () -> {
                        begun.countDown();
                        try {
                            stage.execute("insert into item (name) values ('waiter')");
                        } catch (SQLException e) {
                            failures.add(e);
                        }
                    }),
                    "waiter");
            waiter.start();
            begun.await();
            waiter.join();
        });
        for (Exception failure : failures) {
            throw failure;
        }
        stage.see(stage.query("select count(*) from item"));
    }

    static void workersOneAfterAnother(FidelityStage stage) throws Exception {
        stage.committed(connection -> stage.see(query(connection, TAKE_JOB)));
        stage.elsewhere(() -> {
                    stage.committed(connection -> stage.see(query(connection, TAKE_JOB)));
                    return true;
                })
                .get();
        stage.committed(connection -> stage.see(query(connection, TAKE_JOB)));
    }

    static void workersAtTheSameTime(FidelityStage stage) throws Exception {
        stage.committed(first -> {
            stage.see(query(first, TAKE_JOB));
            stage.committed(second -> stage.see(query(second, TAKE_JOB)));
        });
    }

    static void jobThatAnotherTestHasTaken(FidelityStage stage) throws Exception {
        stage.anotherTest(() -> stage.query(TAKE_JOB));
        stage.see(stage.query(TAKE_JOB));
    }

    static void jobThatAnotherTestHasTakenNowait(FidelityStage stage) throws Exception {
        stage.anotherTest(() -> stage.query(TAKE_JOB));
        stage.see(stage.query("select id from job where id = 1 for update nowait"));
    }

    static void advisoryLock(FidelityStage stage) throws Exception {
        stage.committed(connection -> stage.see(query(connection, "select pg_try_advisory_xact_lock(1)")));
    }

    static void notification(FidelityStage stage) throws Exception {
        stage.execute("notify changes");
    }

    static void notificationByFunction(FidelityStage stage) throws Exception {
        stage.query("select pg_notify('changes', 'item 1')");
    }

    static void notificationByTrigger(FidelityStage stage) throws Exception {
        stage.execute("insert into announced values (1)");
        stage.see(stage.query("select count(*) from announced"));
    }

    static void sameKeyInTwoTests(FidelityStage stage) throws Exception {
        stage.anotherTest(() -> stage.execute("insert into item (name) values ('ana')"));
        stage.execute("insert into item (name) values ('ana')");
        stage.see(stage.query("select name from item"));
    }

    static void lateRequestOfAnotherTest(FidelityStage stage) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        List<Future<Boolean>> late = new ArrayList<>();
        stage.anotherTest(() -> late.add(stage.elsewhere(() -> {
            stage.committed(connection -> {
                execute(connection, "insert into item (name) values ('late')");
                begun.countDown();
                ended.await();
            });
            return true;
        })));
        if (!late.isEmpty()) {
            begun.await();
        }
        stage.endOthers();
        ended.countDown();
        for (Future<Boolean> request : late) {
            try {
                request.get();
                stage.see("was committed");
            } catch (ExecutionException cutOff) {
                // The next line shows that nothing of it arrived.
            }
        }
        stage.see(stage.query("select count(*) from item"));
    }

    static void jobOfNobody(FidelityStage stage) throws Exception {
        try {
            stage.unowned(() -> stage.execute("insert into item (name) values ('by a scheduler')"))
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    static void severalPools(FidelityStage stage) throws Exception {
        stage.execute("insert into item (name) values ('through the first')");
        try (Connection connection = stage.secondDataSource().getConnection()) {
            stage.see(query(connection, "select name from item"));
            execute(connection, "insert into item (name) values ('through the second')");
        }
        stage.see(stage.query("select count(*) from item"));
    }

    static void timeout(FidelityStage stage) throws Exception {
        stage.connected(connection -> {
            connection.setAutoCommit(false);
            execute(connection, "insert into item (name) values ('kept')");
            connection.commit();
            execute(connection, "insert into item (name) values ('lost')");
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(1);
                stage.seeFailure(() -> statement.execute("select pg_sleep(30)"));
            }
            connection.rollback();
            stage.see(query(connection, "select name from item"));
            connection.commit();
        });
    }
}
