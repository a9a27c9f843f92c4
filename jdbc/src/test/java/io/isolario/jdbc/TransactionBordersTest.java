package io.isolario.jdbc;

import static io.isolario.jdbc.TestPools.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.CloseReport;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Ways out of the outer transaction, and out of the turn of a connection: each is refused, or fails the sandbox. */
class TransactionBordersTest {

    @Test
    void anErrorThatMakesThePoolThrowItsConnectionAwayLeavesTheSandboxAlone() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("evicting", 2)) {
            execute(pool, "create table item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry, "unsupported statement");
                    Scope scope = sandbox.enter();
                    Connection connection = dataSource.getConnection()) {
                insert(connection);

                assertThatThrownBy(() -> execute(dataSource, "select count(*) from item for update"))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("0A000"));

                assertThat(count(connection)).isEqualTo(1);
            }
        }
    }

    @Test
    void aHiddenCommitIsRefused() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("hidden_commit", 2)) {
            execute(pool, "create table item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry, "hides a commit");
                    Scope scope = sandbox.enter()) {
                assertThatThrownBy(() -> execute(dataSource, "insert into item values ('a'); --x\rcommit"))
                        .hasMessageContaining("transaction control as SQL text would end the outer transaction");
                assertThatThrownBy(() -> execute(dataSource, "notify channel"))
                        .hasMessageContaining("NOTIFY has an effect at a real commit only, and there is none.");
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(count(connection)).isZero();
            }
        }
    }

    @Test
    void onH2AProcedureThatCommitsFailsTheSandbox() throws SQLException {
        try (HikariDataSource pool = TestPools.h2("committing_alias")) {
            execute(pool, "create table item (name varchar(10))");
            execute(
                    pool,
                    "create alias commit_it as 'void commitIt(java.sql.Connection c) throws Exception { c.commit(); }'");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            SandboxRegistry registry = registry(dataSource);
            ManagedSandbox sandbox = open(registry, "calls a procedure");
            try (Scope scope = sandbox.enter()) {
                execute(dataSource, "insert into item values ('x')");
                execute(dataSource, "call commit_it()");
            }

            CloseReport report = sandbox.finish();

            assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                    .contains("The outer transaction of sandbox " + sandbox + " was ended from within"));
            registry.close();
        }
    }

    @Test
    void aSavepointOfAnEarlierTransactionIsRefused() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("old_savepoint", 2)) {
            execute(pool, "create table item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry, "keeps a savepoint");
                    Scope scope = sandbox.enter();
                    Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                insert(connection);
                java.sql.Savepoint savepoint = connection.setSavepoint();
                insert(connection);
                connection.commit();

                assertThatThrownBy(() -> connection.rollback(savepoint))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("3B001"))
                        .hasMessage("The savepoint is not of the current transaction.");
                assertThat(count(connection)).isEqualTo(2);
            }
        }
    }

    @Test
    void theSchemaOfTheSharedConnectionStays() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("schema", 2)) {
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry, "tenant");
                    Scope scope = sandbox.enter();
                    Connection connection = dataSource.getConnection()) {
                connection.setSchema(connection.getSchema());
                assertThatThrownBy(() -> connection.setSchema("tenant"))
                        .hasMessageStartingWith("setSchema(\"tenant\") was refused in sandbox " + sandbox
                                + ": the physical connection, and so its schema, is shared by the whole sandbox.");
            }
        }
    }

    private static SandboxRegistry registry(SandboxDataSource... dataSources) {
        SandboxRegistry.Builder builder = SandboxRegistry.builder("test");
        for (SandboxDataSource dataSource : dataSources) {
            builder.resource(dataSource.resource());
        }
        return builder.build();
    }

    private static ManagedSandbox open(SandboxRegistry registry, String owner) {
        return registry.open(
                SandboxOptions.builder(owner).isolation(Isolation.TRANSACTION).build());
    }

    private static void insert(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into item values ('x')");
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from item")) {
            row.next();
            return row.getInt(1);
        }
    }
}
