package io.isolario.jdbc;

import static io.isolario.jdbc.TestPools.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.postgres.ThrowawayPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** How a baseline becomes lanes, and when it cannot. */
class DatabaseIsolationTest {

    @Test
    void h2IsRefusedWithWhatItCanDo() {
        try (HikariDataSource pool = TestPools.h2("nolanes");
                SandboxRegistry registry = registry(SandboxDataSource.wrap("shop", pool))) {
            assertThatThrownBy(() -> open(registry, "wants a lane"))
                    .hasMessageMatching(
                            "Isolation DATABASE was refused for sandbox \"wants a lane\" \\([0-9a-f]{8}\\): DataSource "
                                    + "\"shop\" leads to H2, which cannot clone a database\\. It has isolation TRANSACTION\\. Ways out: "
                                    + "@Sandboxed\\(isolation = TRANSACTION\\), SandboxOptions\\.isolation\\(TRANSACTION\\), or PostgreSQL "
                                    + "\\(ThrowawayPostgres\\.start\\(\\)\\)\\.");
        }
    }

    @Test
    void aRoleThatMayNotCreateDatabasesIsRefusedWithTheWaysOut() throws SQLException {
        String role = "limited_" + UUID.randomUUID().toString().substring(0, 8);
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        try (HikariDataSource admin = TestPools.postgres("limited", 1)) {
            execute(admin, "create role " + role + " login password 'limited'");
            try (HikariDataSource pool = TestPools.pool(postgres.jdbcUrl("limited"), role, "limited", 2);
                    SandboxRegistry registry = registry(SandboxDataSource.wrap("shop", pool))) {
                assertThatThrownBy(() -> open(registry, "wants a lane"))
                        .hasMessageMatching(
                                "Isolation DATABASE was refused for sandbox \"wants a lane\" \\([0-9a-f]{8}\\) on "
                                        + "DataSource \"shop\": role \"" + role
                                        + "\" may not create databases \\(CREATEDB\\)\\. Ways out: ALTER ROLE \"" + role
                                        + "\" CREATEDB; a role for tests that is a superuser \\(ThrowawayPostgres has one\\); or "
                                        + "isolation TRANSACTION \\(@Sandboxed\\(isolation = TRANSACTION\\), "
                                        + "SandboxOptions\\.isolation\\(TRANSACTION\\)\\), which needs no right\\.");
            } finally {
                execute(admin, "drop role " + role);
            }
        }
    }

    @Test
    void aForeignSessionInTheBaselineIsNamed() throws SQLException {
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        try (HikariDataSource pool = TestPools.postgres("occupied", 2);
                Connection foreign = DriverManager.getConnection(
                        postgres.jdbcUrl("occupied") + "?ApplicationName=query-tool",
                        postgres.username(),
                        postgres.password());
                SandboxRegistry registry = registry(SandboxDataSource.wrap("shop", pool))) {
            execute(pool, "create table of_occupied (id int)"); // no other baseline has it, so no template fits
            String pid = single(foreign, "select pg_backend_pid()");

            assertThatThrownBy(() -> open(registry, "wants a lane"))
                    .cause()
                    .hasMessageMatching(
                            "(?s)The baseline, database \"occupied_\\w+\", could not be frozen as the template of lanes: other "
                                    + "sessions are in it, and PostgreSQL clones only a database without any\\. They are: \\[pid "
                                    + pid
                                    + ", application_name \"query-tool\", user \"" + postgres.username()
                                    + "\", idle since .*: select pg_backend_pid\\(\\)\\]\\. None is a connection that was taken from a DataSource of this JVM: "
                                    + "end them \\(a query tool, another run of the application, a connection that is made without a "
                                    + "DataSource\\)\\. Waited 10000 ms, and closed what the pools of this JVM had idle\\.");
        }
    }

    @Test
    void thePoolIsAsItWasAfterTheFreeze() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("evicted", 4)) {
            pool.setMinimumIdle(2);
            execute(pool, "create table item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry, "first")) {
                assertThat(pool.getMinimumIdle()).isEqualTo(2);
                execute(pool, "select 1");
            }
        }
    }

    @Test
    void theSameContentIsClonedOnlyOnce() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("reused", 4)) {
            execute(pool, "create table item (name text)");
            String first = laneOfNewRegistry(pool);
            String second = laneOfNewRegistry(pool);
            execute(pool, "insert into item values ('another seed')");
            String third = laneOfNewRegistry(pool);

            assertThat(second).isEqualTo(first);
            assertThat(third.substring(0, 31)).isNotEqualTo(first.substring(0, 31));
        }
    }

    @Test
    void templatesOfEarlierContentsAreDroppedWhenNobodyUsesThem() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("stale", 4);
                Connection connection = pool.getConnection()) {
            execute(pool, "create table of_stale (id int)"); // no other baseline has it, so no template fits
            String baseline = single(connection, "select current_database()");
            String stale = "isolario_tpl_" + UUID.randomUUID().toString().substring(0, 8);
            String ofOthers = stale + "_of_others";
            execute(pool, "create database \"" + stale + "\" template template0");
            execute(pool, "create database \"" + ofOthers + "\" template template0");
            execute(
                    pool,
                    "comment on database \"" + stale + "\" is 'Isolario: template of lanes of " + baseline
                            + ", made at 1000'");
            execute(
                    pool,
                    "comment on database \"" + ofOthers
                            + "\" is 'Isolario: template of lanes of another, made at 1000'");
            connection.close();

            laneOfNewRegistry(pool);

            try (Connection look = pool.getConnection()) {
                assertThat(single(
                                look,
                                "select string_agg(datname, ' ') from pg_database where starts_with(datname, '" + stale
                                        + "')"))
                        .isEqualTo(ofOthers);
            }
            execute(pool, "drop database \"" + ofOthers + "\"");
        }
    }

    @Test
    void lateSeedsAreSeenByTheNextSandbox() throws Exception {
        try (HikariDataSource pool = TestPools.postgres("lateseeds", 4)) {
            execute(pool, "create table item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource)) {
                open(registry, "before").close();
                registry.runOnBaseline(() -> {
                    execute(dataSource, "insert into item values ('late')");
                    return true;
                });

                try (ManagedSandbox sandbox = open(registry, "after");
                        Scope scope = sandbox.enter();
                        Connection connection = dataSource.getConnection()) {
                    assertThat(single(connection, "select name from item")).isEqualTo("late");
                }
            }
        }
    }

    @Test
    void settingsAndPrivilegesOfTheDatabaseHoldInItsLanes() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("settings", 4)) {
            try (Connection connection = pool.getConnection()) {
                String database = single(connection, "select quote_ident(current_database())");
                execute(pool, "alter database " + database + " set statement_timeout = '123s'");
                execute(pool, "alter database " + database + " set search_path = shop, public");
                execute(pool, "revoke temporary on database " + database + " from public");
            }
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry, "has settings");
                    Scope scope = sandbox.enter();
                    Connection connection = dataSource.getConnection()) {
                assertThat(single(connection, "show statement_timeout")).isEqualTo("123s");
                assertThat(single(connection, "show search_path")).isEqualTo("shop, public");
                assertThat(single(
                                connection,
                                "select has_database_privilege('pg_monitor', current_database(), 'TEMPORARY')"))
                        .isEqualTo("f");
            }
        }
    }

    private static String laneOfNewRegistry(DataSource pool) throws SQLException {
        SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
        try (SandboxRegistry registry = registry(dataSource);
                ManagedSandbox sandbox = open(registry, "looks");
                Scope scope = sandbox.enter();
                Connection connection = dataSource.getConnection()) {
            return single(connection, "select current_database()");
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
