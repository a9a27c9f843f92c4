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
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockWaitTest {

    @Test
    void twoTestsWithTheSameKeyAreNamedAndTheSecondGoesOnWithoutIt() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("lock_wait", 4)) {
            execute(pool, "create table account (login text primary key)");
            SandboxDataSource dataSource = SandboxDataSource.builder("shop", pool)
                    .longestWait(Duration.ofMillis(600))
                    .build();
            try (SandboxRegistry registry = SandboxRegistry.builder("test")
                            .resource(dataSource.resource())
                            .build();
                    ManagedSandbox first = open(registry, "first");
                    ManagedSandbox second = open(registry, "second")) {
                try (Scope scope = first.enter()) {
                    execute(dataSource, "insert into account values ('ana')");
                }
                try (Scope scope = second.enter()) {
                    execute(dataSource, "insert into account values ('ben')");

                    assertThatThrownBy(() -> execute(dataSource, "insert into account values ('ana')"))
                            .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                    .isEqualTo("55P03"))
                            .hasMessageMatching(
                                    "A statement waited longer than 600 ms for a lock, and was cancelled\\. Waiting: sandbox "
                                            + "\\Q" + second
                                            + "\\E \\(thread \"[^\"]+\", server process \\d+, for \\d+ ms\\): insert into account "
                                            + "values \\('ana'\\)\\. Held by: sandbox \\Q" + first
                                            + "\\E \\(thread \"[^\"]+\", server process "
                                            + "\\d+, for \\d+ ms\\): insert into account values \\('ana'\\) \\[both have locked: account\\]\\. Two "
                                            + "tests that write the same unique key or row wait for each other in TRANSACTION isolation\\. Ways "
                                            + "out: unique values in each test, @Sandboxed\\(isolation = DATABASE\\), or a longer wait "
                                            + "\\(SandboxDataSource\\.builder\\(\\.\\.\\)\\.longestWait\\(\\.\\.\\)\\)\\.");

                    execute(dataSource, "insert into account values ('cleo')");
                }
            }
        }
    }

    @Test
    void aLongStatementThatWaitsForNobodyIsLeftAlone() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("no_lock_wait", 4)) {
            SandboxDataSource dataSource = SandboxDataSource.builder("shop", pool)
                    .longestWait(Duration.ofMillis(300))
                    .build();
            try (SandboxRegistry registry = SandboxRegistry.builder("test")
                            .resource(dataSource.resource())
                            .build();
                    ManagedSandbox sandbox = open(registry, "slow");
                    Scope scope = sandbox.enter()) {
                execute(dataSource, "select pg_sleep(1)");
            }
        }
    }

    private static ManagedSandbox open(SandboxRegistry registry, String owner) {
        return registry.open(
                SandboxOptions.builder(owner).isolation(Isolation.TRANSACTION).build());
    }
}
