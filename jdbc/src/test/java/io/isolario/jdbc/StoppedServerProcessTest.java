package io.isolario.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.postgres.ThrowawayPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server process that was stopped (SIGSTOP), as a network that swallows packets looks like: the end of a sandbox is bounded. */
class StoppedServerProcessTest {

    /** What the settings allow for a restore, and some seconds for the processes that are ended and asked after. */
    private static final Duration BOUND = Duration.ofSeconds(45);

    @Test
    void closesInTimeWhenTheProcessOfAnIdleConnectionWasStopped() throws Exception {
        closes("stoppedidle", Victim.IDLE);
    }

    @Test
    void closesInTimeWhenTheProcessOfAConnectionInUseWasStopped() throws Exception {
        closes("stoppedused", Victim.IN_USE);
    }

    @Test
    void closesInTimeAndFailsWhenTheProcessOfTheKeeperWasStopped() throws Exception {
        closes("stoppedkeeper", Victim.KEEPER);
    }

    private enum Victim {
        IDLE,
        IN_USE,
        KEEPER
    }

    private static void closes(String database, Victim victim) throws Exception {
        try (ThrowawayPostgres server = ThrowawayPostgres.builder().unshared().start();
                HikariDataSource pool =
                        TestPools.pool(server.jdbcUrl(database), server.username(), server.password(), 4)) {
            TestPools.execute(pool, "create table item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            String process = null;
            try (SandboxRegistry registry = SandboxRegistry.builder("shop")
                    .resource(dataSource.resource())
                    .build()) {
                ManagedSandbox hurt = open(registry, "hurt");
                Connection connection = connection(hurt, dataSource);
                TestPools.execute(pool, "select 1");
                String lane = single(connection, "select current_database()");
                process = victim == Victim.KEEPER
                        ? single(
                                connection,
                                "select pid from pg_stat_activity where datname = current_database() and application_name = 'isolario keeper'")
                        : single(connection, "select pg_backend_pid()");
                if (victim == Victim.IDLE) {
                    connection.close();
                }
                signal("STOP", process);

                assertTimeoutPreemptively(BOUND, () -> {
                    assertThat(hurt.finish().problems())
                            .hasSize(victim == Victim.KEEPER ? 1 : 0)
                            .allSatisfy(problem -> assertThat(problem.toString())
                                    .contains("lost the session by which Isolario looks after its lane " + lane));
                });
                try (ManagedSandbox next = open(registry, "next");
                        Connection healthy = connection(next, dataSource)) {
                    assertThat(single(healthy, "select current_database()")).isNotEqualTo(lane);
                }
            } finally {
                if (process != null) {
                    signal("CONT", process);
                }
            }
        }
    }

    private static void signal(String name, String process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, process).start().waitFor())
                .isIn(0, 1); // one that was continued may have ended already
    }

    private static Connection connection(ManagedSandbox sandbox, SandboxDataSource dataSource) throws SQLException {
        try (Scope scope = sandbox.enter()) {
            return dataSource.getConnection();
        }
    }

    private static String single(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static ManagedSandbox open(SandboxRegistry registry, String owner) {
        return registry.open(
                SandboxOptions.builder(owner).isolation(Isolation.DATABASE).build());
    }
}
