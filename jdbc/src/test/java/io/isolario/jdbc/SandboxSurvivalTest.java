package io.isolario.jdbc;

import static io.isolario.jdbc.FidelityStage.execute;
import static io.isolario.jdbc.FidelityStage.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxContext;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Law 7: whatever becomes of a client, its sandbox keeps what the others did. */
class SandboxSurvivalTest {

    private static final String COUNT = "select count(*) from item";

    private final ExecutorService pooled = Executors.newFixedThreadPool(4);
    private final ExecutorService threads = SandboxContext.wrap(pooled);
    private HikariDataSource pool;
    private SandboxDataSource dataSource;
    private SandboxRegistry registry;
    private ManagedSandbox sandbox;
    private Scope scope;

    @BeforeEach
    @SuppressWarnings("MustBeClosedChecker") // closed after each test
    void open() throws SQLException {
        pool = TestPools.postgres("survival", 3);
        TestPools.execute(pool, "drop table if exists item; create table item (name text)");
        dataSource = SandboxDataSource.builder("shop", pool)
                .longestWait(Duration.ofSeconds(5))
                .build();
        registry =
                SandboxRegistry.builder("test").resource(dataSource.resource()).build();
        sandbox = registry.open(SandboxOptions.builder("survives")
                .isolation(Isolation.TRANSACTION)
                .drainTimeout(Duration.ofMillis(500))
                .build());
        scope = sandbox.enter();
        TestPools.execute(dataSource, "insert into item values ('kept')");
    }

    @AfterEach
    void close() {
        scope.close();
        sandbox.finish();
        registry.close();
        pooled.shutdownNow();
        pool.close();
    }

    private String count() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return query(connection, COUNT);
        }
    }

    @Test
    void aThreadThatIsInterruptedWhileItExecutesCompletesItsStatement() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Thread> executing = new CompletableFuture<>();
        Future<Boolean> client = threads.submit(() -> {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                execute(connection, "insert into item values ('interrupted')");
                executing.complete(Thread.currentThread());
                begun.countDown();
                query(connection, "select pg_sleep(0.3)");
                connection.commit();
                return Thread.interrupted();
            }
        });
        begun.await();
        executing.join().interrupt();

        assertThat(client.get()).isTrue();
        assertThat(count()).isEqualTo("2");
    }

    @Test
    void anExecutorThatIsShutDownLosesItsOwnTransactionOnly() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Future<Boolean> client = threads.submit(() -> {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                execute(connection, "insert into item values ('shut down')");
                begun.countDown();
                new CountDownLatch(1).await();
                connection.commit();
                return true;
            }
        });
        begun.await();
        threads.shutdownNow();

        assertThatThrownBy(client::get).isInstanceOf(ExecutionException.class);
        assertThat(count()).isEqualTo("1");
    }

    @Test
    void aConnectionThatADeadThreadHasLeakedHoldsNobodyUp() throws Exception {
        CompletableFuture<Connection> leaked = new CompletableFuture<>();
        Thread thread = new Thread(sandbox.wrap((Runnable) () -> {
            try {
                Connection connection = dataSource.getConnection();
                leaked.complete(connection);
                connection.setAutoCommit(false);
                execute(connection, "insert into item values ('leaked')");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }));
        thread.start();
        thread.join();

        assertThat(count()).isEqualTo("1");
        assertThatThrownBy(() -> query(leaked.join(), COUNT))
                .hasMessage(
                        "This connection of sandbox " + sandbox + " was closed. Get another one from the DataSource.");
        assertThat(sandbox.journal().entries()).anySatisfy(entry -> assertThat(entry.text())
                .isEqualTo("ROLLBACK of a connection whose thread has ended"));
    }

    @Test
    void abortCancelsTheStatementAndLosesItsOwnTransactionOnly() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Connection> connection = new CompletableFuture<>();
        Future<String> client = threads.submit(() -> {
            Connection own = dataSource.getConnection();
            own.setAutoCommit(false);
            execute(own, "insert into item values ('aborted')");
            connection.complete(own);
            begun.countDown();
            return query(own, "select pg_sleep(30)");
        });
        begun.await();
        awaitExecution();
        connection.join().abort(Runnable::run);

        assertThatThrownBy(client::get).hasMessageContaining("canceling statement due to user request");
        assertThat(connection.join().isClosed()).isTrue();
        assertThat(count()).isEqualTo("1");
    }

    /** Asks the server, since nothing else tells when a statement has arrived there. */
    private void awaitExecution() throws SQLException {
        try (Connection outside = pool.getConnection()) {
            String sleeping =
                    "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()";
            for (int look = 0; look < 500 && query(outside, sleeping).equals("0"); look++) {
                query(outside, "select pg_sleep(0.01)::text");
            }
        }
    }

    @Test
    void aCursorThatARollbackHasEndedDoesNotAbortTheSandbox() throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(2);
                ResultSet rows = statement.executeQuery("select generate_series(1, 5)");
                rows.next();
                rows.next();
                connection.rollback();

                assertThatThrownBy(rows::next)
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("34000"))
                        .hasMessage(
                                "ERROR: the cursor of this result set ended with its transaction; read the rows before, or "
                                        + "without a fetch size");
            }
            assertThat(query(connection, COUNT)).isEqualTo("1");
        }
    }

    @Test
    void aDistributedTransactionIsRefused() throws Exception {
        assertThat(dataSource.isWrapperFor(javax.sql.XADataSource.class)).isFalse();
        assertThatThrownBy(() -> dataSource.unwrap(javax.sql.XADataSource.class))
                .hasMessage(
                        "unwrap(javax.sql.XADataSource) was refused by DataSource \"shop\": a distributed transaction outlives "
                                + "its connection, and no sandbox could undo it. Use the DataSource itself, whose transactions are local.");
    }
}
