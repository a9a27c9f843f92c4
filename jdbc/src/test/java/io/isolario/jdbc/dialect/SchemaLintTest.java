package io.isolario.jdbc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.jdbc.FidelityStage;
import io.isolario.jdbc.SandboxDataSource;
import io.isolario.jdbc.TestPools;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What is found in a schema, and told. */
class SchemaLintTest {

    private static final String DDL =
            """
            drop schema public cascade;
            create schema public;
            create table message (id int primary key, at timestamptz default current_timestamp, day date default 'now()');
            create view recent as select * from message where at > now() - interval '1 hour';
            create function numbered() returns text language sql return txid_current()::text;
            create function locked() returns void language plpgsql as $$ begin
              -- pg_notify('nobody', 'a comment')
              perform pg_advisory_xact_lock(1); end $$;
            """;

    @Test
    void namesEachObjectAndItsRow() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("lint", 1);
                Connection connection = pool.getConnection()) {
            FidelityStage.execute(connection, DDL);

            SchemaLint lint = new PostgresDialect().lint(connection);

            assertThat(lint.constraints()).isEqualTo(DeferrableConstraints.NONE);
            assertThat(lint.warning("shop"))
                    .isEqualTo(
                            """
                            The schema behind DataSource "shop" does things that differ in TRANSACTION isolation, where a sandbox is one transaction:
                            - column message.at (default): its time stands still from the sandbox's first statement on (row 8)
                            - function locked(): its advisory locks are held until the sandbox ends (row 13)
                            - function numbered(): it sees one transaction number for the whole sandbox (row 21)
                            - view recent: its time stands still from the sandbox's first statement on (row 8)
                            Tests that depend on one of them need @Sandboxed(isolation = DATABASE). Rows: docs/guide/fidelity.md.""");
        }
    }

    @Test
    void aSchemaThatDoesNothingIsNotTalkedAbout() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("lint_nothing", 1);
                Connection connection = pool.getConnection()) {
            SchemaLint lint = new PostgresDialect().lint(connection);

            assertThat(lint).isEqualTo(SchemaLint.NONE);
            assertThat(lint.warning("shop")).isEmpty();
        }
    }

    @Test
    void constraintsThatShareANameAreCheckedWithoutBeingNamed() throws SQLException {
        try (HikariDataSource pool = TestPools.postgres("lint_names", 1);
                Connection connection = pool.getConnection()) {
            FidelityStage.execute(
                    connection,
                    "create table a (id int primary key); create table b (a int, constraint same foreign key (a) references a "
                            + "initially deferred); create table c (a int, constraint same foreign key (a) references a)");
            DeferrableConstraints constraints =
                    new PostgresDialect().lint(connection).constraints();
            assertThat(constraints.ambiguous()).isTrue();

            connection.setAutoCommit(false);
            FidelityStage.execute(connection, "insert into b values (1)");
            FidelityStage.execute(connection, "insert into a values (1)");
            constraints.check(connection);
            FidelityStage.execute(connection, "insert into b values (2)");
            connection.rollback();
        }
    }

    @Test
    void onH2TheTimeAdvancesWithEachTransactionToo() throws SQLException {
        try (HikariDataSource pool = TestPools.h2("clock")) {
            TestPools.execute(pool, "create table message (id int primary key, at timestamp(9) with time zone)");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = SandboxRegistry.builder("test")
                            .resource(dataSource.resource())
                            .build();
                    Sandbox sandbox = registry.open(SandboxOptions.builder("clock")
                            .isolation(Isolation.TRANSACTION)
                            .build());
                    Scope scope = sandbox.enter();
                    Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                for (int id = 0; id < 4; id += 2) {
                    FidelityStage.execute(connection, "insert into message values (" + id + ", current_timestamp)");
                    FidelityStage.execute(
                            connection, "insert into message values (" + (id + 1) + ", current_timestamp)");
                    connection.commit();
                }
                assertThat(FidelityStage.query(connection, "select count(distinct at) from message"))
                        .isEqualTo("2");
            }
        }
    }
}
