package io.isolario.verification.originals;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.jdbc.SandboxDataSource;
import io.isolario.postgres.ThrowawayPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A table of books above a pool of its own, and a registry. */
final class Library implements AutoCloseable {

    private final HikariDataSource pool;
    private final SandboxDataSource dataSource;
    private final SandboxRegistry registry;

    Library(String database) throws SQLException {
        ThrowawayPostgres postgres = ThrowawayPostgres.start();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.jdbcUrl(database));
        config.setUsername(postgres.username());
        config.setPassword(postgres.password());
        config.setMaximumPoolSize(8);
        pool = new HikariDataSource(config);
        execute(pool, "drop table if exists book");
        execute(pool, "create table book (id int generated always as identity primary key, title text not null)");
        dataSource = SandboxDataSource.wrap(database, pool);
        registry = SandboxRegistry.builder(database)
                .resource(dataSource.resource())
                .build();
    }

    HikariDataSource pool() {
        return pool;
    }

    SandboxDataSource dataSource() {
        return dataSource;
    }

    SandboxRegistry registry() {
        return registry;
    }

    ManagedSandbox open(String owner) {
        return registry.open(options(owner).build());
    }

    static SandboxOptions.Builder options(String owner) {
        return SandboxOptions.builder(owner).isolation(Isolation.TRANSACTION);
    }

    void add(String title) throws SQLException {
        execute(dataSource, "insert into book (title) values ('" + title + "')");
    }

    List<String> titles() throws SQLException {
        return titles(dataSource);
    }

    static List<String> titles(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select title from book order by id")) {
            List<String> titles = new ArrayList<>();
            while (rows.next()) {
                titles.add(rows.getString(1));
            }
            return titles;
        }
    }

    static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            execute(connection, sql);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        registry.close();
        pool.close();
    }
}
