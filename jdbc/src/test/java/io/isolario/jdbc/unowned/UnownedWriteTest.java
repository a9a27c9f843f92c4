package io.isolario.jdbc.unowned;

import static io.isolario.jdbc.TestPools.execute;
import static io.isolario.jdbc.unowned.UnownedFixture.assertRefused;
import static io.isolario.jdbc.unowned.UnownedFixture.assertUnchanged;
import static io.isolario.jdbc.unowned.UnownedFixture.commit;
import static io.isolario.jdbc.unowned.UnownedFixture.open;
import static io.isolario.jdbc.unowned.UnownedFixture.pool;
import static io.isolario.jdbc.unowned.UnownedFixture.registry;
import static io.isolario.jdbc.unowned.UnownedFixture.text;
import static io.isolario.jdbc.unowned.UnownedFixture.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.JournalEntry;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.jdbc.SandboxDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work without a sandbox gets no row into the baseline while a sandbox is open, whatever it and its pool do to the session. */
class UnownedWriteTest {

    /** A way to get past a guard: statements that are executed one after the other, whatever becomes of those before. */
    private enum Attempt {
        INSERT("insert into item values ('plain')"),
        COMMENT_FIRST("/* select */ insert into item values ('comment')"),
        WITH("with added as (insert into item values ('with') returning name) select * from added"),
        FUNCTION("select add_item('function')"),
        NEXT_NUMBER("select nextval('number')"),
        TABLE("create table made (id int)"),
        TABLE_OF_QUERY("select 1 as id into made"),
        SESSION_MODE(
                "set session characteristics as transaction read write",
                "set default_transaction_read_only = off",
                "insert into item values ('mode')"),
        SESSION_MODE_IN_A_BLOCK(
                "do $$ begin set session characteristics as transaction read write; end $$",
                "insert into item values ('block')"),
        SETTING_BY_FUNCTION(
                "select set_config('default_transaction_read_only', 'off', false)",
                "insert into item values ('setting')"),
        MODE_BY_FUNCTION("select lift()", "insert into item values ('lifted')"),
        TRANSACTION_MODE("set transaction read write", "insert into item values ('transaction')"),
        RESET("reset all", "insert into item values ('reset')"),
        DISCARD("discard all", "insert into item values ('discarded')"),
        SEVERAL_STATEMENTS("commit; insert into item values ('several')"),
        SEVERAL_STATEMENTS_WITH_BEGIN("rollback; begin read write; insert into item values ('begin'); commit"),
        CHAIN("commit and chain", "set transaction read write; insert into item values ('chain')"),
        ROLLBACK_AND_CHAIN("rollback and chain", "set transaction read write", "insert into item values ('chain')"),
        PREPARED_TRANSACTION("prepare transaction 'p'", "insert into item values ('prepared')"),
        BLOCK_THAT_COMMITS("do $$ begin commit; insert into item values ('block'); commit; end $$"),
        BLOCK_THAT_LIFTS("do $$ begin perform set_config('default_transaction_read_only', 'off', false); commit;"
                + " insert into item values ('lifting block'); end $$"),
        PROCEDURE("call commit_and_add()"),
        SAVEPOINT("savepoint s", "rollback to savepoint s", "insert into item values ('savepoint')"),
        PREPARED_STATEMENT("prepare add as insert into item values ('stored')", "execute add"),
        VACUUM("vacuum item"),
        CURSOR("declare c cursor with hold for select add_item('cursor')", "fetch all from c"),
        COPY("copy item from stdin");

        private final List<String> statements;

        Attempt(String... statements) {
            this.statements = List.of(statements);
        }

        void run(Connection connection) throws SQLException {
            List<SQLException> refusals = new ArrayList<>();
            for (String sql : statements) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                } catch (SQLException refused) {
                    refusals.add(refused);
                    if (!connection.getAutoCommit()) {
                        connection.rollback();
                    }
                }
            }
            assertThat(refusals)
                    .as("refusals of %s", this)
                    .extracting(SQLException::getMessage)
                    .anySatisfy(message -> assertThat(message).startsWith("Unowned write refused: "));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noSqlOfUnownedWorkReachesTheBaseline(boolean autoCommit) throws SQLException {
        try (HikariDataSource pool = pool("unowned_sql_" + autoCommit, autoCommit)) {
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry)) {
                for (Attempt attempt : Attempt.values()) {
                    try (Connection connection = dataSource.getConnection()) {
                        attempt.run(connection);
                        commit(connection);
                    }
                    assertUnchanged(pool, attempt);
                }
            }
        }
    }

    /** The pool's connections go around: what one borrower has set must not open the door for the next one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noSessionSettingOfTheDriverOpensTheBaseline(boolean autoCommit) throws SQLException {
        try (HikariDataSource pool = pool("unowned_mode_" + autoCommit, autoCommit, "readOnlyMode=always")) {
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry);
                    Connection connection = dataSource.getConnection()) {
                connection.setReadOnly(true);
                connection.setReadOnly(false);
                assertRefused(connection);

                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                assertRefused(connection);

                connection.setAutoCommit(!autoCommit);
                assertRefused(connection);

                connection.setAutoCommit(autoCommit);
                assertRefused(connection);

                if (connection.getAutoCommit()) {
                    connection.setAutoCommit(false);
                }
                connection.rollback();
                assertRefused(connection);
                connection.commit();
                assertRefused(connection);

                Savepoint savepoint = connection.setSavepoint();
                connection.rollback(savepoint);
                assertRefused(connection);
                assertUnchanged(pool, "settings");
            }
        }
    }

    @Test
    void aRowOfAnUpdatableResultSetIsRefused() throws SQLException {
        try (HikariDataSource pool = pool("unowned_rows", true)) {
            execute(pool, "create table keyed (id int primary key, name text); insert into keyed values (1, 'old')");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry);
                    Connection connection = dataSource.getConnection();
                    Statement statement =
                            connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                    ResultSet row = statement.executeQuery("select id, name from keyed")) {
                row.next();
                row.updateString("name", "new");
                assertThatThrownBy(row::updateRow)
                        .hasMessageStartingWith("Unowned write refused: ResultSet.updateRow()");
            }
            assertThat(text(pool, "select name from keyed")).isEqualTo("old");
        }
    }

    @Test
    void theRefusalSaysWhoAsksAndWhatHeCanDo() throws SQLException {
        try (HikariDataSource pool = pool("unowned_words", false)) {
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry);
                    Connection connection = dataSource.getConnection()) {
                assertThatThrownBy(() -> update(connection, "insert into item values ('x')"))
                        .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState())
                                .isEqualTo("25006"))
                        .hasMessageStartingWith("Unowned write refused: insert into item values ('x'). Thread \""
                                + Thread.currentThread().getName()
                                + "\" has no sandbox in application \"shop\": it is in no scope, no allowance matches it and no sandbox is"
                                + " shared. Open sandboxes: " + sandbox
                                + ". Ways out: ");
                assertThat(sandbox.journal().entries(JournalKind.UNOWNED))
                        .extracting(JournalEntry::text)
                        .containsExactly("a write was refused: insert into item values ('x')");
            }
        }
    }
}
