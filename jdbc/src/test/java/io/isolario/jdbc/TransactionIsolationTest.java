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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What is special to one dialect or one pool; what holds for all is in the verification kit. */
class TransactionIsolationTest {

    @Test
    void anExhaustedPoolSaysWhoHoldsWhat() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("exhausted", 2)) {
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox first = open(registry, "first");
                    ManagedSandbox second = open(registry, "second");
                    ManagedSandbox third = open(registry, "third")) {
                use(first, dataSource);
                use(second, dataSource);

                assertThatThrownBy(() -> use(third, dataSource))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("HYT00"))
                        .hasMessageMatching("(?s)Sandbox \\Q" + third
                                + "\\E got no connection from DataSource \"shop\" within \\d+ ms: .* Each "
                                + "sandbox in TRANSACTION isolation holds one connection until it ends; 2 are held by: \\[.*\\]\\. Ways out: a "
                                + "pool as large as the number of tests at once \\(plus background work\\), fewer tests at once "
                                + "\\(-Disolario\\.parallelism=n\\), or a longer wait in the pool's own settings\\.")
                        .hasMessageContaining(first.toString())
                        .hasMessageContaining(second.toString());
            }
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void sixteenTestsAtOnceTakeTurnsOnAPoolOfTen() throws Exception {
        try (HikariDataSource pool = TestPools.postgres("pool_of_ten", 10)) {
            pool.setConnectionTimeout(10_000);
            execute(pool, "create table item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            ExecutorService tests = Executors.newFixedThreadPool(16);
            CyclicBarrier together = new CyclicBarrier(16);
            try (SandboxRegistry registry = registry(dataSource)) {
                List<Future<Integer>> counts = new ArrayList<>();
                for (int test = 0; test < 16; test++) {
                    String owner = "test " + test;
                    counts.add(tests.submit(() -> {
                        together.await();
                        return insertAndCount(registry, dataSource, owner);
                    }));
                }
                for (Future<Integer> count : counts) {
                    assertThat(count.get()).isEqualTo(1);
                }
            } finally {
                tests.shutdownNow();
            }
        }
    }

    private static int insertAndCount(SandboxRegistry registry, SandboxDataSource dataSource, String owner)
            throws SQLException {
        try (ManagedSandbox sandbox = open(registry, owner);
                Scope scope = sandbox.enter();
                Connection connection = dataSource.getConnection()) {
            insert(connection);
            return count(connection);
        }
    }

    @Test
    void aLostConnectionFailsTheSandboxAndNeverGoesOnEmpty() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("lost", 4)) {
            execute(pool, "create table item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            SandboxRegistry registry = registry(dataSource);
            ManagedSandbox sandbox = open(registry, "loses its connection");
            try (Scope scope = sandbox.enter()) {
                execute(dataSource, "insert into item values ('lost')");
                execute(
                        pool,
                        "select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' "
                                + "and datname = current_database()");

                assertThatThrownBy(() -> execute(dataSource, "select 1")).isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> execute(dataSource, "select 1"))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("08006"))
                        .hasMessageMatching("(?s)Sandbox \\Q" + sandbox
                                + "\\E lost its physical connection of DataSource \"shop\", and with it all "
                                + "that was done in it: .*\\. It does not go on with an empty transaction\\. Look at the database server's log "
                                + "for why the connection ended\\.");
            }

            CloseReport report = sandbox.finish();

            assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                    .startsWith("Resource \"DataSource \"shop\"\" failed at undo: ")
                    .contains("lost its physical connection"));
            registry.close();
        }
    }

    @Test
    void aReadOnlyTransactionRefusesWritesAndTheNextOneDoesNot() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("read_only", 4)) {
            execute(pool, "create table item (name text)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry, "reads only");
                    Scope scope = sandbox.enter();
                    Connection connection = dataSource.getConnection()) {
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                assertThatThrownBy(() -> insert(connection))
                        .hasMessageContaining("cannot execute INSERT in a read-only transaction");
                connection.rollback();
                connection.setReadOnly(false);

                insert(connection);
                connection.commit();

                assertThat(count(connection)).isEqualTo(1);
            }
        }
    }

    @Test
    void thePhysicalConnectionIsNotToBeHad() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("unwrap", 4)) {
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry, "unwraps");
                    Scope scope = sandbox.enter();
                    Connection connection = dataSource.getConnection()) {
                assertThat(connection.isWrapperFor(PGConnection.class)).isFalse();
                assertThatThrownBy(() -> connection.unwrap(PGConnection.class))
                        .hasMessageStartingWith("unwrap(org.postgresql.PGConnection) was refused in sandbox " + sandbox
                                + ": the physical connection is shared by the whole sandbox, and what is done to it directly could not be "
                                + "kept apart. In TRANSACTION isolation");
                assertThat(dataSource.unwrap(HikariDataSource.class)).isSameAs(pool);
            }
        }
    }

    @Test
    void anotherUserOfTheSameDatabaseIsRefused() throws SQLException {
        try (HikariDataSource owner = TestPools.postgres("two_users", 4)) {
            execute(owner, "create role two_users_reader login password 'secret'");
            try (HikariDataSource reader = TestPools.pool(owner.getJdbcUrl(), "two_users_reader", "secret", 4)) {
                SandboxDataSource first = SandboxDataSource.wrap("first", owner);
                SandboxDataSource second = SandboxDataSource.wrap("second", reader);
                try (SandboxRegistry registry = registry(first, second);
                        ManagedSandbox sandbox = open(registry, "two users");
                        Scope scope = sandbox.enter()) {
                    execute(first, "select 1");

                    assertThatThrownBy(() -> execute(second, "select 1"))
                            .hasMessageStartingWith("DataSource \"second\" was refused in sandbox " + sandbox
                                    + ": it logs in to database ")
                            .hasMessageContaining(
                                    "as \"two_users_reader\", while the sandbox's connection to it logged in as \""
                                            + owner.getUsername() + "\"");
                }
            }
            execute(owner, "drop role two_users_reader");
        }
    }

    @Test
    void oneDataSourceAboveAnotherLeavesTheWorkToTheInnerOne() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("nested", 2)) {
            execute(pool, "create table item (name text)");
            SandboxDataSource inner = SandboxDataSource.wrap("inner", pool);
            SandboxDataSource outer = SandboxDataSource.wrap("outer", inner);
            try (SandboxRegistry registry = registry(inner, outer);
                    ManagedSandbox sandbox = open(registry, "nested");
                    Scope scope = sandbox.enter()) {
                execute(outer, "insert into item values ('through both')");

                try (Connection connection = inner.getConnection()) {
                    assertThat(count(connection)).isEqualTo(1);
                }
                assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(1);
            }
        }
    }

    @Test
    void aDataSourceBelongsToOneRegistry() {
        try (HikariDataSource pool = TestPools.h2("one_registry")) {
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource)) {
                assertThatThrownBy(() -> registry(dataSource))
                        .hasMessage(
                                "DataSource \"shop\" belongs to SandboxRegistry{test, resources=[DataSource \"shop\"]} already and cannot be "
                                        + "added to SandboxRegistry{test, resources=[DataSource \"shop\"]}. Wrap the pool once for each registry.");
            }
        }
    }

    @Test
    void onH2DataDefinitionIsRefusedBecauseItCommits() throws SQLException {
        try (HikariDataSource pool = TestPools.h2("ddl")) {
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry, "defines");
                    Scope scope = sandbox.enter()) {
                assertThatThrownBy(() -> execute(dataSource, "create table t (a int)"))
                        .hasMessageStartingWith("\"create table t (a int)\" was refused in sandbox " + sandbox
                                + ": on H2, CREATE commits the transaction it is in, so it could not be undone.");
            }
        }
    }

    @Test
    void anUpdatableResultSetWritesInsideTheSandbox() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("updatable", 4)) {
            execute(pool, "create table item (id int primary key, name text)");
            execute(pool, "insert into item values (1, 'seed')");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry, "updates rows");
                    Scope scope = sandbox.enter();
                    Connection connection = dataSource.getConnection();
                    Statement statement =
                            connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                    ResultSet rows = statement.executeQuery("select id, name from item")) {
                rows.next();
                rows.updateString("name", "changed");
                rows.updateRow();
            }
            try (Connection connection = pool.getConnection();
                    PreparedStatement select = connection.prepareStatement("select name from item");
                    ResultSet row = select.executeQuery()) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("seed");
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

    private static void use(ManagedSandbox sandbox, SandboxDataSource dataSource) throws SQLException {
        try (Scope scope = sandbox.enter()) {
            execute(dataSource, "select 1");
        }
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
