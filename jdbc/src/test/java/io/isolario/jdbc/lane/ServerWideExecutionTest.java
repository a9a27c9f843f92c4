package io.isolario.jdbc.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.jdbc.SandboxDataSource;
import io.isolario.jdbc.TestPools;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the whole server's is not to be had in a lane. */
class ServerWideExecutionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter system set work_mem = '8MB'",
                "create role somebody",
                "alter user postgres password 'x'",
                "drop group somebody",
                "grant pg_monitor to somebody",
                "revoke pg_monitor from somebody",
                "create tablespace fast location '/nowhere'",
                "alter tablespace fast rename to slow",
                "create database more",
                "alter database postgres set work_mem = '8MB'",
                "drop database if exists more",
                "select 1; create role somebody"
            })
    void isRefused(String sql) throws SQLException {
        inALane(statement -> assertThatThrownBy(() -> statement.execute(sql))
                .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState())
                        .isEqualTo("0A000"))
                .hasMessageStartingWith("\"" + sql + "\" was refused in sandbox \"wide\" (")
                .hasMessageContaining(
                        "it changes the whole server, so every other sandbox would see it, and it would stay"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant select on item to public", "revoke select on item from public"})
    void whatIsTheDatabasesIsNot(String sql) throws SQLException {
        inALane(statement -> assertThat(statement.execute(sql)).isFalse());
    }

    private interface Use {
        void of(Statement statement) throws SQLException;
    }

    private static void inALane(Use use) throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("wide", 2)) {
            TestPools.execute(pool, "create table if not exists item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = SandboxRegistry.builder("shop")
                            .resource(dataSource.resource())
                            .build();
                    Sandbox sandbox = registry.open(SandboxOptions.builder("wide")
                            .isolation(Isolation.DATABASE)
                            .build());
                    Scope scope = sandbox.enter();
                    Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                use.of(statement);
            }
        }
    }
}
