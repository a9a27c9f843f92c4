package io.isolario.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.CloseReport;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxContext;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.jdbc.SandboxDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 3 on MariaDB: what one session shared by a sandbox's connections, or a rollback, would get wrong is refused. */
class MariaDbRefusalTest extends DatabaseVerification {

    private static final String WAYS_OUT =
            " In TRANSACTION isolation a sandbox is one transaction on one connection. Ways out: "
                    + "@Sandboxed(isolation = DATABASE), or SandboxOptions.isolation(DATABASE), which has real commits and as many "
                    + "connections as you like.";

    @Override
    protected DataSource pool() {
        return Pools.hikariOnMariaDb("mariadb_refusals");
    }

    @Override
    protected String identityColumn() {
        return "integer auto_increment";
    }

    @ParameterizedTest
    @CsvSource({
        "create table other (id int), CREATE TABLE",
        "create temporary table other (id int), CREATE TEMPORARY",
        "truncate table item, TRUNCATE TABLE",
        "alter table item add column more int, ALTER TABLE",
        "lock tables item write, LOCK TABLES",
        "unlock tables, UNLOCK TABLES",
        "flush tables, FLUSH TABLES",
        "analyze table item, ANALYZE TABLE",
        "xa start 'x', XA START",
        "execute immediate 'commit', EXECUTE IMMEDIATE",
        "grant all on item to root, GRANT ALL"
    })
    void whatCommitsOrActsOutsideTheTransactionIsRefused(String sql, String words) throws Exception {
        inSandbox(sandbox -> assertThatThrownBy(() -> execute(dataSource(), sql))
                .isInstanceOf(SQLException.class)
                .hasMessage("\"" + sql + "\" was refused in sandbox " + sandbox + ": on MariaDB, " + words
                        + " commits the transaction it is in, or acts outside it, so it could not be undone."
                        + WAYS_OUT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"set session sql_mode = 'ANSI'", "set names utf8mb4", "set @mine = 1", "set autocommit = 1"})
    void aSettingOfTheSessionIsRefused(String sql) throws Exception {
        inSandbox(sandbox -> {
            assertThatThrownBy(() -> execute(dataSource(), sql))
                    .hasMessage("\"" + sql + "\" was refused in sandbox " + sandbox
                            + ": on MariaDB, no rollback undoes a setting of the session, so it would reach the sandbox's other "
                            + "connections and the next user of this one; SET STATEMENT .. FOR holds for one statement."
                            + WAYS_OUT);
            execute(dataSource(), "set statement max_statement_time = 5 for select * from item");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"select get_lock('mine', 1)", "select release_lock('mine')", "do is_free_lock('mine')"})
    void aNamedLockIsRefused(String sql) throws Exception {
        inSandbox(sandbox -> assertThatThrownBy(() -> execute(dataSource(), sql))
                .hasMessage("\"" + sql + "\" was refused in sandbox " + sandbox
                        + ": on MariaDB, named locks belong to the connection: the sandbox's own connections would not exclude each "
                        + "other, and those of other sandboxes would." + WAYS_OUT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/*! commit */",
                "select 1 /*M! ; commit */",
                "select '\\'', 1; commit; -- '",
                "/* /* */ commit; -- */",
                "select 5--1; commit",
                "select 1 # '\n; commit; -- '",
                "select 1 as $x$; commit; select 1 as $x$"
            })
    void aHiddenCommitIsRefused(String sql) throws Exception {
        inSandbox(sandbox -> {
            insert(dataSource(), "stays in the sandbox");
            assertThatThrownBy(() -> execute(dataSource(), sql))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("was refused in sandbox " + sandbox);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into item (name) values ('commit; get_lock(')",
                "select `name` from item where name = \"commit\" # commit",
                "select name from item where name = 'lock tables' -- commit",
                "select 5--1 from item"
            })
    void whatOnlyLooksLikeItRuns(String sql) throws Exception {
        inSandbox(sandbox -> execute(dataSource(), sql));
    }

    @Test
    void aProcedureThatCommitsFailsTheSandbox() throws Exception {
        execute(pool(), "create or replace procedure ends_it() commit");
        CloseReport report;
        try (ManagedSandbox sandbox = open("calls it")) {
            try (Scope scope = sandbox.enter()) {
                assertThatThrownBy(() -> execute(dataSource(), "call ends_it()"))
                        .hasMessage("The outer transaction of sandbox " + sandbox
                                + " was ended from within, by: call ends_it(). What was done before may have been committed to the "
                                + "baseline of DataSource \"verification\". Use @Sandboxed(isolation = DATABASE) for what ends "
                                + "transactions itself.");
            }
            report = sandbox.finish();
        } catch (io.isolario.core.SandboxFailedError expected) {
            report = expected.report();
        }
        assertThat(report.problems()).isNotEmpty();
    }

    @Test
    void theMemoryOfThePreviousStatementIsRefusedWhenThatWasAnotherConnections() throws Exception {
        inSandbox(sandbox -> {
            try (Connection mine = dataSource().getConnection();
                    Connection other = dataSource().getConnection()) {
                insert(mine, "mine");
                execute(mine, "select last_insert_id()");
                insert(other, "other");

                assertThatThrownBy(() -> execute(mine, "select last_insert_id()"))
                        .hasMessage("\"select last_insert_id()\" was refused in sandbox " + sandbox
                                + ": it asks for what the previous statement of its connection did, and on the sandbox's one "
                                + "physical connection that was another's." + WAYS_OUT);
            }
        });
    }

    @Test
    void aReadOnlyTransactionRefusesWritesAsTheServerDoes() throws Exception {
        String real = stateOfReadOnlyInsert(pool());

        inSandbox(sandbox -> assertThat(stateOfReadOnlyInsert(dataSource())).isEqualTo(real));
    }

    private static String stateOfReadOnlyInsert(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            names(connection);
            try {
                insert(connection, "refused");
                return "ok";
            } catch (SQLException e) {
                return e.getSQLState() + " " + e.getErrorCode();
            } finally {
                connection.rollback();
            }
        }
    }

    @Test
    void aDeadlockFailsTheSandboxThatLostEverything() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        ManagedSandbox first = open("first");
        ManagedSandbox second = open("second");
        try {
            lockInTurn(first, second);
            Future<String> one;
            try (Scope scope = first.enter()) {
                one = SandboxContext.wrap(threads).submit(() -> outcomeOfLocking(2));
            }
            String two;
            try (Scope scope = second.enter()) {
                two = outcomeOfLocking(1);
            }

            assertThat(new String[] {one.get(), two})
                    .filteredOn(outcome -> !outcome.equals("ok"))
                    .singleElement()
                    .asString()
                    .startsWith("The database rolled back the whole outer transaction of sandbox \"")
                    .contains("on: update item set name = 'changed' where id = ")
                    .endsWith(
                            "). After a deadlock nothing of it is left, although the application's own transaction was a part "
                                    + "of it only. It was up against another sandbox that holds locks until it ends. Ways out: rows of their "
                                    + "own for each test, fewer tests at once (-Disolario.parallelism=n), or PostgreSQL with "
                                    + "@Sandboxed(isolation = DATABASE).");
        } finally {
            threads.shutdownNow();
            int problems = first.finish().problems().size()
                    + second.finish().problems().size();
            assertThat(problems).isEqualTo(1);
        }
    }

    private void lockInTurn(ManagedSandbox first, ManagedSandbox second) throws SQLException {
        try (Scope scope = first.enter()) {
            assertThat(outcomeOfLocking(1)).isEqualTo("ok");
        }
        try (Scope scope = second.enter()) {
            assertThat(outcomeOfLocking(2)).isEqualTo("ok");
        }
    }

    private String outcomeOfLocking(int id) {
        try {
            execute(dataSource(), "update item set name = 'changed' where id = " + id);
            return "ok";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aTableWithoutTransactionsIsRefused() throws SQLException {
        execute(pool(), "create table legacy (id int) engine = MyISAM");
        SandboxDataSource withLegacy = SandboxDataSource.wrap("legacy shop", pool());
        try (SandboxRegistry legacyShop = SandboxRegistry.builder("legacy shop")
                .resource(withLegacy.resource())
                .build()) {
            assertThatThrownBy(
                            () -> legacyShop.open(SandboxOptions.builder("ana").build()))
                    .hasMessageContaining(
                            "The MariaDB server was refused: it has tables whose engine has no transactions, so what "
                                    + "a sandbox writes to them could not be undone: mariadb_refusals.legacy (MyISAM). Ways out: alter "
                                    + "table .. engine = InnoDB in the migrations that tests run, or a server of their own.");
        } finally {
            execute(pool(), "drop table legacy");
        }
    }

    @Test
    void aLaneIsRefused() {
        assertThatThrownBy(() -> registry()
                        .open(SandboxOptions.builder("ana")
                                .isolation(Isolation.DATABASE)
                                .build()))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("leads to MariaDB, which cannot clone a database. It has isolation TRANSACTION.");
    }
}
