package com.example.bank;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.jdbc.SandboxDataSource;
import io.isolario.postgres.ThrowawayPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The one database of all tests: a throwaway PostgreSQL, the application's own pool, and Isolario above it. */
final class TestDatabase {

    static final SandboxDataSource DATA_SOURCE = SandboxDataSource.wrap("bank", migratedPool());

    private TestDatabase() {}

    private static HikariDataSource migratedPool() {
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(postgres.jdbcUrl("bank"));
        pool.setUsername(postgres.username());
        pool.setPassword(postgres.password());
        migrate(pool);
        return pool;
    }

    private static void migrate(HikariDataSource pool) {
        try (InputStream schema = Bank.class.getResourceAsStream("/schema.sql");
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
