package io.isolario.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.jdbc.SandboxDataSource;
import io.isolario.postgres.ThrowawayPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pools are often told to hand connections out with auto-commit off, which saves Hibernate a call. */
class HikariWithoutAutoCommitTest {

    @ParameterizedTest
    @EnumSource
    void aConnectionBeginsInATransaction(Isolation isolation) throws SQLException {
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.jdbcUrl("noautocommit_" + isolation.name().toLowerCase(Locale.ROOT)));
        config.setUsername(postgres.username());
        config.setPassword(postgres.password());
        config.setAutoCommit(false);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            createTable(pool);
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = SandboxRegistry.builder("shop")
                            .resource(dataSource.resource())
                            .build();
                    Sandbox sandbox = registry.open(
                            SandboxOptions.builder("ana").isolation(isolation).build());
                    Scope scope = sandbox.enter()) {
                assertThat(namesAfterInsert(dataSource, "undone", Connection::rollback))
                        .isEqualTo(0);
                assertThat(namesAfterInsert(dataSource, "kept", Connection::commit))
                        .isEqualTo(1);
                assertThat(namesAfterInsert(dataSource, "left open", connection -> {}))
                        .isEqualTo(1);
            }
        }
    }

    private static void createTable(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            DatabaseVerification.execute(
                    connection, "create table item (id int generated always as identity primary key, name text)");
            connection.commit();
        }
    }

    private static int namesAfterInsert(SandboxDataSource dataSource, String name, Ending ending) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.getAutoCommit()).isFalse();
            DatabaseVerification.insert(connection, name);
            ending.perform(connection);
        }
        return DatabaseVerification.names(dataSource).size();
    }

    private interface Ending {
        void perform(Connection connection) throws SQLException;
    }
}
