package io.isolario.jdbc;

import static io.isolario.jdbc.TestPools.execute;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.core.UnownedWork;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What lanes see of a baseline that lives on, and what is left of them when their registry is closed. */
class BaselineLifeTest {

    @Test
    void unownedWritesThatPassAreSeenOnlyAfterAllOpenSandboxes() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("passing", 4)) {
            execute(pool, "create table item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = SandboxRegistry.builder("shop")
                    .resource(dataSource.resource())
                    .unownedWork(UnownedWork.PASS)
                    .build()) {
                try (ManagedSandbox first = open(registry, "first")) {
                    execute(dataSource, "insert into item values ('unowned')");

                    assertThat(items(first, dataSource)).isEqualTo("0");
                    assertThat(first.journal().entries(JournalKind.SQL)).anySatisfy(entry -> assertThat(entry.text())
                            .isEqualTo("not seen here: unowned work on thread \""
                                    + Thread.currentThread().getName()
                                    + "\" wrote to the baseline: insert into item values ('unowned')"));
                    try (ManagedSandbox second = open(registry, "while the first is open")) {
                        assertThat(items(second, dataSource)).isEqualTo("0");
                    }
                }
                try (ManagedSandbox third = open(registry, "alone")) {
                    assertThat(items(third, dataSource)).isEqualTo("1");
                }
            }
        }
    }

    @Test
    void readsThatPassAreNotWorthAWord() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("passingreads", 4)) {
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = SandboxRegistry.builder("shop")
                            .resource(dataSource.resource())
                            .unownedWork(UnownedWork.PASS)
                            .build();
                    ManagedSandbox sandbox = open(registry, "first")) {
                execute(dataSource, "select 1");

                assertThat(sandbox.journal().entries(JournalKind.SQL)).isEmpty();
            }
        }
    }

    @Test
    void aClosedRegistryLeavesNoSessionInItsLanes() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("closing", 4)) {
            execute(pool, "create table item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            SandboxRegistry registry = registry(dataSource);
            String lane = lane(registry, dataSource);

            registry.close();

            // It waits until who has said goodbye is gone, and fails should anybody stay.
            execute(pool, "drop database \"" + lane + "\"");
        }
    }

    @Test
    void aRegistryKeepsTheLanesThatAnotherOneLeaves() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("handing", 4)) {
            execute(pool, "create table item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            SandboxDataSource other = SandboxDataSource.wrap("shop", pool);
            SandboxRegistry left = registry(dataSource);
            try (SandboxRegistry stays = registry(other)) {
                String lane = lane(left, dataSource);
                assertThat(lane(stays, other)).isEqualTo(lane);
                left.close();

                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(
                                "select count(*) from pg_stat_activity where application_name = 'isolario keeper' and datname = '"
                                        + lane + "'")) {
                    row.next();
                    assertThat(row.getInt(1)).isEqualTo(1);
                }
                assertThat(lane(stays, other)).isEqualTo(lane);
            }
        }
    }

    private static String items(ManagedSandbox sandbox, SandboxDataSource dataSource) throws SQLException {
        return single(sandbox, dataSource, "select count(*) from item");
    }

    private static String lane(SandboxRegistry registry, SandboxDataSource dataSource) throws SQLException {
        try (ManagedSandbox sandbox = open(registry, "looks")) {
            return single(sandbox, dataSource, "select current_database()");
        }
    }

    private static String single(ManagedSandbox sandbox, SandboxDataSource dataSource, String sql) throws SQLException {
        try (Scope scope = sandbox.enter();
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
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
