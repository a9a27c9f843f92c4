package io.isolario.jdbc.unowned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.jdbc.SandboxDataSource;
import io.isolario.jdbc.TestPools;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A baseline with a table, and what tests of unowned work do to it. */
final class UnownedFixture {

    private static final String SCHEMA = "create table item (name text);"
            + "create sequence number;"
            + "create function add_item(name text) returns bigint language plpgsql as"
            + " $$ begin insert into item values (name); return 1; end $$;"
            + "create function lift() returns text language sql as"
            + " $$ select set_config('transaction_read_only', 'off', false) $$;"
            + "create procedure commit_and_add() language plpgsql as"
            + " $$ begin commit; insert into item values ('procedure'); commit; end $$";

    private UnownedFixture() {}

    static HikariDataSource pool(String database, boolean autoCommit, String... parameters) throws SQLException {
        HikariDataSource pool = new HikariDataSource();
        try (HikariDataSource known = TestPools.postgres(database, 4)) {
            known.copyStateTo(pool);
        }
        pool.setAutoCommit(autoCommit);
        for (String parameter : parameters) {
            pool.addDataSourceProperty(parameter.split("=")[0], parameter.split("=")[1]);
        }
        try (Connection connection = pool.getConnection()) {
            update(connection, SCHEMA);
            commit(connection);
        }
        return pool;
    }

    static SandboxRegistry registry(SandboxDataSource dataSource) {
        return SandboxRegistry.builder("shop").resource(dataSource.resource()).build();
    }

    static ManagedSandbox open(SandboxRegistry registry) {
        return registry.open(
                SandboxOptions.builder("first").isolation(Isolation.TRANSACTION).build());
    }

    static void commit(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    static void assertRefused(Connection connection) throws SQLException {
        assertThatThrownBy(() -> update(connection, "insert into item values ('refused')"))
                .hasMessageStartingWith("Unowned write refused: insert into item values ('refused'). ");
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    static void assertUnchanged(DataSource pool, Object attempt) throws SQLException {
        assertThat(text(
                        pool,
                        "select (select count(*) from item) || ' ' || (select is_called from number) || ' '"
                                + " || (select count(*) from pg_tables where tablename = 'made') || ' '"
                                + " || (select count(*) from pg_prepared_xacts where database = current_database())"))
                .as("rows, numbers taken, tables and prepared transactions after %s", attempt)
                .isEqualTo("0 false 0 0");
    }

    static void update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static int rows(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    static String text(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
