package io.isolario.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.postgres.ThrowawayPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Law 7 where the server itself is hurt: each of these servers belongs to one test. */
class LostServerTest {

    private static final Duration RECOVERY = Duration.ofSeconds(30);

    @Test
    void aKilledConnectionSaysWhoseItWasAndTheOthersGoOn() throws Exception {
        try (HikariDataSource pool = TestPools.postgres("killed", 4)) {
            execute(pool, "create table item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox hurt = open(registry, "hurt");
                    ManagedSandbox other = open(registry, "other");
                    Connection victim = connection(hurt, dataSource);
                    Connection healthy = connection(other, dataSource)) {
                execute(healthy, "insert into item values ('of the other')");
                victim.setAutoCommit(false);
                execute(victim, "insert into item values ('lost')");
                String process = single(victim, "select pg_backend_pid()");
                String lane = single(victim, "select current_database()");
                execute(pool, "select pg_terminate_backend(" + process + ", 5000)");

                assertThatThrownBy(() -> execute(victim, "insert into item values ('more')"))
                        .isInstanceOfSatisfying(SQLException.class, lost -> assertThat(lost.getSQLState())
                                .isIn("57P01", "08006"))
                        .hasMessageMatching(
                                "(?s)Sandbox \"hurt\" \\([0-9a-f]{8}\\) lost a connection to its lane " + lane
                                        + " \\(server process " + process
                                        + "\\), and the transaction that was open on it was rolled back: .+\\. Somebody has ended it "
                                        + "\\(pg_terminate_backend, a time-out of the server's\\), or the server has stopped: see its log\\. "
                                        + "Other sandboxes have connections of their own\\.");
                assertThat(single(healthy, "select name from item")).isEqualTo("of the other");
                try (Connection again = connection(hurt, dataSource)) {
                    assertThat(single(again, "select count(*) from item")).isEqualTo("0");
                }
            }
            assertThat(single(pool, "select count(*) from item")).isEqualTo("0");
        }
    }

    @Test
    void aKilledServerFailsItsTestsAndNobodyElses() throws Exception {
        try (ThrowawayPostgres server = ThrowawayPostgres.builder().unshared().start();
                HikariDataSource pool =
                        TestPools.pool(server.jdbcUrl("doomed"), server.username(), server.password(), 4);
                HikariDataSource elsewhere = TestPools.postgres("elsewhere", 4)) {
            execute(pool, "create table item (name text)");
            execute(elsewhere, "create table item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            SandboxDataSource elsewhereToo = SandboxDataSource.wrap("elsewhere", elsewhere);
            try (SandboxRegistry registry = registry(dataSource);
                    SandboxRegistry healthy = registry(elsewhereToo);
                    ManagedSandbox other = open(healthy, "other")) {
                ManagedSandbox hurt = open(registry, "hurt");
                Connection victim = connection(hurt, dataSource);
                execute(victim, "insert into item values ('before')");
                Connection untouched = connection(other, elsewhereToo);
                execute(untouched, "insert into item values ('elsewhere')");

                kill(postmaster(victim));

                assertThatThrownBy(() -> {
                            // Its processes notice one after the other that their parent is gone.
                            for (long end = deadline(); System.nanoTime() < end; ) {
                                execute(victim, "insert into item values ('after')");
                            }
                        })
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching("(?s)Sandbox \"hurt\" \\([0-9a-f]{8}\\) lost a connection to its lane .*");
                assertThat(hurt.finish().problems()).isEmpty();
                assertThat(single(untouched, "select name from item")).isEqualTo("elsewhere");
                untouched.close();
            }
        }
    }

    @Test
    void afterACrashOfTheServerTheNextSandboxHasASoundLane() throws Exception {
        try (ThrowawayPostgres server = ThrowawayPostgres.builder().unshared().start();
                HikariDataSource pool =
                        TestPools.pool(server.jdbcUrl("crashed"), server.username(), server.password(), 4);
                Connection bystander =
                        DriverManager.getConnection(server.jdbcUrl("aside"), server.username(), server.password())) {
            execute(pool, "create table item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource)) {
                ManagedSandbox hurt = open(registry, "hurt");
                Connection victim = connection(hurt, dataSource);
                execute(victim, "insert into item values ('committed')");
                String lane = single(victim, "select current_database()");
                long process = Long.parseLong(single(victim, "select pg_backend_pid()"));

                kill(ProcessHandle.of(process).orElseThrow());

                assertThatThrownBy(() -> execute(victim, "select 1"))
                        .hasMessageContaining("lost a connection to its lane " + lane);
                awaitCrash(bystander);
                awaitRecovery(server);
                assertThat(hurt.finish().problems()).isEmpty();
                try (ManagedSandbox next = open(registry, "next");
                        Connection connection = connection(next, dataSource)) {
                    assertThat(single(connection, "select current_database()")).isNotEqualTo(lane);
                    assertThat(single(connection, "select count(*) from item")).isEqualTo("0");
                }
            }
        }
    }

    private static void kill(ProcessHandle process) {
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().join();
    }

    private static long deadline() {
        return System.nanoTime() + RECOVERY.toNanos();
    }

    /** The server ends all its sessions when one of them was killed. */
    private static void awaitCrash(Connection bystander) {
        assertThatThrownBy(() -> {
                    for (long end = deadline(); System.nanoTime() < end; ) {
                        execute(bystander, "select 1");
                    }
                })
                .isInstanceOf(SQLException.class);
    }

    private static void awaitRecovery(ThrowawayPostgres server) throws SQLException {
        for (long end = deadline(); ; ) {
            try {
                DriverManager.getConnection(server.jdbcUrl("crashed"), server.username(), server.password())
                        .close();
                return;
            } catch (SQLException recovering) {
                if (System.nanoTime() > end) {
                    throw recovering;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static ProcessHandle postmaster(Connection connection) throws Exception {
        Path file = Path.of(single(connection, "show data_directory"), "postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0))).orElseThrow();
    }

    private static Connection connection(ManagedSandbox sandbox, SandboxDataSource dataSource) throws SQLException {
        try (Scope scope = sandbox.enter()) {
            return dataSource.getConnection();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void execute(javax.sql.DataSource source, String sql) throws SQLException {
        TestPools.execute(source, sql);
    }

    private static String single(javax.sql.DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return single(connection, sql);
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
