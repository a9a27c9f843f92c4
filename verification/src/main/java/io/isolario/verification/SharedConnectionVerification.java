package io.isolario.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.SandboxContext;
import io.isolario.core.SandboxOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Laws 3 and 5 in TRANSACTION isolation: several threads and connections of one sandbox take turns, and no wait is endless. */
public abstract class SharedConnectionVerification extends DatabaseVerification {

    private static final int THREADS = 8;

    private final ExecutorService pooled = Executors.newFixedThreadPool(THREADS);
    private final ExecutorService threads = SandboxContext.wrap(pooled);

    /** For subclasses. */
    protected SharedConnectionVerification() {}

    @AfterEach
    final void stopThreads() {
        pooled.shutdownNow();
    }

    @Test
    final void law3_manyThreadsOfOneSandboxTakeTurns() throws Exception {
        inSandbox(sandbox -> {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < THREADS; writer++) {
                int number = writer;
                writers.add(threads.submit(() -> {
                    for (int row = 0; row < 10; row++) {
                        writeInTransaction("writer " + number, row % 2 == 0);
                    }
                    return true;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }

            assertThat(names(dataSource())).hasSize(2 + THREADS * 5).doesNotContain("undone");
        });
    }

    private void writeInTransaction(String name, boolean commit) throws SQLException {
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, commit ? name : "undone");
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }

    @Test
    final void law5_aThreadThatWouldWaitForItselfIsRefusedAtOnce() throws Exception {
        inSandbox(sandbox -> {
            try (Connection outer = dataSource().getConnection()) {
                outer.setAutoCommit(false);
                insert(outer, "outer");

                assertThatThrownBy(() -> insert(dataSource(), "inner"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching(
                                "Thread \"[^\"]+\" would wait for itself in sandbox \\Q" + sandbox
                                        + "\\E: it has a transaction open on one "
                                        + "connection \\(thread \"[^\"]+\" for \\d+ ms \\(begun by \"[^\"]+\"\\), transaction open after: "
                                        + "insert into item \\(name\\) values \\(\\?\\)\\) and now uses a second one for: insert into item \\(name\\) values "
                                        + "\\(\\?\\)\\. In TRANSACTION isolation a sandbox has one physical connection, and a transaction keeps it until it "
                                        + "ends, as with REQUIRES_NEW inside an outer transaction\\. Ways out: @Sandboxed\\(isolation = DATABASE\\), where "
                                        + "connections are independent, or end the first transaction before the second begins\\.");
                outer.commit();
            }
            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "outer");
        });
    }

    @Test
    final void law5_aWaitIsBoundedAndNamesTheHolder() throws Exception {
        inSandbox(sandbox -> {
            CountDownLatch holds = new CountDownLatch(1);
            CountDownLatch mayEnd = new CountDownLatch(1);
            Future<?> holder = threads.submit(() -> {
                try (Connection connection = dataSource().getConnection()) {
                    connection.setAutoCommit(false);
                    insert(connection, "held");
                    holds.countDown();
                    mayEnd.await();
                    connection.commit();
                }
                return true;
            });
            assertThat(holds.await(10, TimeUnit.SECONDS)).isTrue();

            assertThatThrownBy(() -> insert(dataSource(), "waiting"))
                    .isInstanceOfSatisfying(SQLException.class, timeout -> assertThat(timeout.getSQLState())
                            .isEqualTo("HYT00"))
                    .hasMessageMatching(
                            "(?s)Thread \"[^\"]+\" waited 1500 ms for the connection of sandbox \\Q" + sandbox
                                    + "\\E to execute: insert into item "
                                    + "\\(name\\) values \\(\\?\\)\\. Held by thread \"[^\"]+\" for \\d+ ms \\(begun by \"[^\"]+\"\\), transaction open "
                                    + "after: insert into item \\(name\\) values \\(\\?\\)\\. 0 others wait\\. In TRANSACTION isolation a sandbox has one "
                                    + "physical connection\\. Ways out: end the holder's transaction sooner, wait longer "
                                    + "\\(SandboxDataSource\\.builder\\(\\.\\.\\)\\.longestWait\\(\\.\\.\\)\\), or @Sandboxed\\(isolation = DATABASE\\)\\."
                                    + "\nThread \"[^\"]+\":\n\tat .*CountDownLatch\\.await.*\nThread \"[^\"]+\":\n\tat .*");

            mayEnd.countDown();
            holder.get();
            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "held");
        });
    }

    @Test
    final void law7_anInterruptedWaiterLosesOnlyItsStatement() throws Exception {
        inSandbox(sandbox -> {
            CountDownLatch holds = new CountDownLatch(1);
            CountDownLatch mayEnd = new CountDownLatch(1);
            Future<?> holder = threads.submit(() -> {
                try (Connection connection = dataSource().getConnection()) {
                    connection.setAutoCommit(false);
                    insert(connection, "held");
                    holds.countDown();
                    mayEnd.await();
                    connection.commit();
                }
                return true;
            });
            assertThat(holds.await(10, TimeUnit.SECONDS)).isTrue();

            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> insert(dataSource(), "interrupted"))
                    .hasMessage("Interrupted while waiting for the connection of sandbox " + sandbox
                            + " to execute: insert into item (name) values (?)");
            assertThat(Thread.interrupted()).isTrue();

            mayEnd.countDown();
            holder.get();
            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "held");
        });
    }

    @Test
    final void law4_aLateTransactionIsCutOffAndRolledBack() throws Exception {
        CountDownLatch holds = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        var sandbox = registry()
                .open(SandboxOptions.builder("leaves work behind")
                        .isolation(isolation())
                        .drainTimeout(Duration.ofMillis(100))
                        .build());
        Future<?> late;
        try (var scope = sandbox.enter()) {
            late = threads.submit(() -> {
                try (Connection connection = dataSource().getConnection()) {
                    connection.setAutoCommit(false);
                    insert(connection, "late");
                    holds.countDown();
                    ended.await();
                    connection.commit();
                }
                return true;
            });
        }
        assertThat(holds.await(10, TimeUnit.SECONDS)).isTrue();

        var report = sandbox.finish();
        ended.countDown();

        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .startsWith("Late work, cut off after a drain of 100 ms: task \"")
                .contains("begun by thread \"" + Thread.currentThread().getName() + "\"")
                .contains("law4_aLateTransactionIsCutOffAndRolledBack")
                .contains("now on thread \"pool-"));
        assertThatThrownBy(late::get).hasMessageContaining("cannot use this connection");
        assertThat(names(pool())).containsExactly("seed-1", "seed-2");
    }
}
