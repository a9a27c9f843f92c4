package io.isolario.jdbc;

import static io.isolario.jdbc.TestPools.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Freezing while the application lives: other contexts of the JVM, pollers, connections that stand. */
class BusyBaselineTest {

    @Test
    void thePoolsOfOtherContextsLetGoOfTheBaselineToo() throws Exception {
        try (HikariDataSource pool = TestPools.postgres("twocontexts", 4);
                HikariDataSource otherPool = TestPools.postgres("twocontexts", 4)) {
            otherPool.setMinimumIdle(3);
            execute(pool, "create table of_two_contexts (id int)");
            SandboxDataSource other = SandboxDataSource.wrap("of the other context", otherPool);
            try (SandboxRegistry otherRegistry = registry(other);
                    SandboxRegistry registry = registry(SandboxDataSource.wrap("shop", pool))) {
                execute(other, "select 1");

                open(registry, "opens").close();

                assertThat(otherPool.getMinimumIdle()).isEqualTo(3);
                execute(other, "select 1");
                open(otherRegistry, "of the other context").close();
            }
        }
    }

    @Test
    void pollersThatComeAndGoAreOutlived() throws Exception {
        try (HikariDataSource pool = TestPools.postgres("polled", 4)) {
            pool.setConnectionTimeout(15_000);
            execute(pool, "create table of_polled (id int)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            AtomicBoolean goesOn = new AtomicBoolean(true); // written by the test, read by the pollers
            AtomicInteger polls = new AtomicInteger();
            ExecutorService pollers = Executors.newFixedThreadPool(3);
            try (SandboxRegistry registry = registry(dataSource)) {
                Future<?>[] running = new Future<?>[3];
                for (int i = 0; i < running.length; i++) {
                    running[i] = pollers.submit(() -> {
                        while (goesOn.get()) {
                            execute(dataSource, "select pg_sleep(0.002) from generate_series(1, 1)");
                            polls.incrementAndGet();
                        }
                        return null;
                    });
                }
                for (long end = System.nanoTime() + 10_000_000_000L; polls.get() < 10 && System.nanoTime() < end; ) {
                    Thread.onSpinWait();
                }

                open(registry, "opens").close();

                goesOn.set(false);
                for (Future<?> each : running) {
                    each.get();
                }
            } finally {
                goesOn.set(false);
                pollers.shutdownNow();
            }
        }
    }

    @Test
    void aConnectionThatStandsIsNamedWithItsDataSourceAndItsThread() throws Exception {
        try (HikariDataSource pool = TestPools.postgres("listened", 4)) {
            execute(pool, "create table of_listened (id int)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource)) {
                Connection[] standing = new Connection[1];
                Thread listener = new Thread(
                        () -> {
                            try {
                                standing[0] = dataSource.getConnection();
                                try (Statement statement = standing[0].createStatement()) {
                                    statement.execute("listen orders");
                                }
                            } catch (SQLException failure) {
                                throw new IllegalStateException(failure);
                            }
                        },
                        "order-listener");
                listener.start();
                listener.join();
                String pid = single(standing[0], "select pg_backend_pid()");

                assertThatThrownBy(() -> open(registry, "wants a lane"))
                        .cause()
                        .hasMessageMatching(
                                "(?s)The baseline, database \"listened_\\w+\", could not be frozen .*"
                                        + "They are: \\[pid " + pid
                                        + ", application_name .*\\]\\. Of these, the application in this JVM "
                                        + "holds: \\[pid " + pid
                                        + ", taken \\d+ ms ago by thread \"order-listener\", of DataSource \"shop\" "
                                        + "\\(HikariDataSource \\(HikariPool-\\d+\\)\\)\\]\\. Ways out: .*isolation TRANSACTION .* Waited 10000 ms, .*");
                standing[0].close();
                open(registry, "has one now").close();
            }
        }
    }

    private static String single(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static SandboxRegistry registry(SandboxDataSource dataSource) {
        return SandboxRegistry.builder("shop").resource(dataSource.resource()).build();
    }

    private static ManagedSandbox open(SandboxRegistry registry, String owner) {
        return registry.open(
                SandboxOptions.builder(owner).isolation(Isolation.DATABASE).build());
    }
}
