package io.isolario.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.Isolation;
import io.isolario.core.JournalKind;
import io.isolario.core.Sandbox;
import io.isolario.core.Scope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Laws 3, 4 and 7 in DATABASE isolation on PostgreSQL: connections are real ones, and a lane is as good as new for the next sandbox. */
public abstract class LaneVerification extends DatabaseVerification {

    /** For subclasses. */
    protected LaneVerification() {}

    @Override
    protected Isolation isolation() {
        return Isolation.DATABASE;
    }

    @Test
    final void law3_anInnerTransactionSurvivesTheRollbackOfTheOuter() throws Exception {
        inSandbox(sandbox -> {
            try (Connection outer = begin();
                    Connection inner = begin()) {
                insert(outer, "outer");
                assertThat(names(inner)).containsExactly("seed-1", "seed-2");
                insert(inner, "inner");
                inner.commit();
                outer.rollback();
            }

            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "inner");
        });
    }

    @Test
    final void law3_serializableTransactionsConflict() throws Exception {
        inSandbox(sandbox -> {
            try (Connection first = begin();
                    Connection second = begin()) {
                first.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                second.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                assertThat(names(first)).hasSize(2);
                assertThat(names(second)).hasSize(2);
                insert(first, "because there are two");
                insert(second, "because there are two");
                first.commit();

                assertThatThrownBy(second::commit)
                        .isInstanceOfSatisfying(SQLException.class, conflict -> assertThat(conflict.getSQLState())
                                .isEqualTo("40001"));
            }
        });
    }

    @Test
    final void law3_workersThatSkipLockedRowsGetDifferentOnes() throws Exception {
        inSandbox(sandbox -> {
            try (Connection first = begin();
                    Connection second = begin()) {
                String next = "select name from item order by id limit 1 for update skip locked";

                assertThat(single(first, next)).isEqualTo("seed-1");
                assertThat(single(second, next)).isEqualTo("seed-2");
            }
        });
    }

    @Test
    final void law3_advisoryLocksExcludeOtherConnections() throws Exception {
        inSandbox(sandbox -> {
            try (Connection first = dataSource().getConnection();
                    Connection second = dataSource().getConnection()) {
                assertThat(single(first, "select pg_try_advisory_lock(7)")).isEqualTo("t");
                assertThat(single(second, "select pg_try_advisory_lock(7)")).isEqualTo("f");
            }
        });
    }

    @Test
    final void law3_aNotificationArrivesAfterTheCommit() throws Exception {
        inSandbox(sandbox -> {
            try (Connection listener = dataSource().getConnection();
                    Connection sender = begin()) {
                execute(listener, "listen news");
                execute(sender, "notify news, 'hello'");
                assertThat(listener.unwrap(PGConnection.class).getNotifications(1))
                        .isEmpty();
                sender.commit();

                assertThat(listener.unwrap(PGConnection.class).getNotifications(10_000))
                        .singleElement()
                        .satisfies(notification ->
                                assertThat(notification.getParameter()).isEqualTo("hello"));
            }
        });
    }

    @Test
    final void law3_aDeferredConstraintFailsAtTheCommit() throws Exception {
        execute(pool(), "create table parent (id int primary key)");
        execute(pool(), "create table child (parent int references parent deferrable initially deferred)");
        try {
            inSandbox(sandbox -> {
                try (Connection connection = begin()) {
                    execute(connection, "insert into child values (1)");

                    assertThatThrownBy(connection::commit)
                            .isInstanceOfSatisfying(SQLException.class, violation -> assertThat(violation.getSQLState())
                                    .isEqualTo("23503"));
                }
            });
        } finally {
            execute(pool(), "drop table child, parent");
        }
    }

    @Test
    final void law3_timeAdvancesFromTransactionToTransaction() throws Exception {
        inSandbox(sandbox -> {
            try (Connection connection = begin()) {
                String first = single(connection, "select now()");
                assertThat(single(connection, "select now()")).isEqualTo(first);
                connection.commit();

                assertThat(single(connection, "select now() > '" + first + "'")).isEqualTo("t");
            }
        });
    }

    @Test
    final void law3_whatASessionKeepsIsGoneForTheNextSandbox() throws Exception {
        String lane = inNewSandbox(connection -> {
            execute(connection, "set search_path = nowhere");
            execute(connection, "set time zone 'Asia/Tokyo'");
            execute(connection, "create temp table scratch (id int)");
            execute(connection, "listen news");
            execute(connection, "select pg_advisory_lock(8)");
            execute(connection, "prepare mine as select 1");
            execute(connection, "declare portal cursor with hold for select 1");
            return single(connection, "select current_database()");
        });

        inNewSandbox(connection -> {
            assertThat(single(connection, "select current_database()")).isEqualTo(lane);
            assertThat(single(connection, "show search_path")).isEqualTo("\"$user\", public");
            assertThat(single(connection, "show time zone")).isNotEqualTo("Asia/Tokyo");
            assertThat(single(connection, "select to_regclass('scratch') is null"))
                    .isEqualTo("t");
            assertThat(single(connection, "select count(*) from pg_listening_channels()"))
                    .isEqualTo("0");
            assertThat(single(connection, "select count(*) from pg_prepared_statements where from_sql"))
                    .isEqualTo("0");
            assertThat(single(connection, "select count(*) from pg_cursors where name = 'portal'"))
                    .isEqualTo("0");
            assertThat(single(connection, "select pg_try_advisory_lock(8)")).isEqualTo("t");
            return true;
        });
    }

    @Test
    final void law4_aLaneWithAnotherDefinitionIsReplaced() throws Exception {
        Sandbox sandbox = open();
        try (sandbox;
                Scope scope = sandbox.enter()) {
            execute(dataSource(), "alter table item add column extra int default 5");
            execute(dataSource(), "insert into item (name, extra) values ('wide', 6)");
        }

        assertThat(sandbox.journal().entries(JournalKind.SQL)).anySatisfy(entry -> assertThat(entry.text())
                .matches("lane isolario_lane_[0-9a-f]{16}_\\d+ cannot be restored and is replaced, because of: "
                        + "\\[ALTER TABLE public\\.item]"));
        inNewSandbox(connection -> {
            assertThat(single(connection, "select count(*) from information_schema.columns where table_name = 'item'"))
                    .isEqualTo("2");
            return true;
        });
    }

    @Test
    final void law4_aTransactionLeftOpenNeverReachesTheNextSandbox() throws Exception {
        Connection left;
        try (Sandbox sandbox = open();
                Scope scope = sandbox.enter()) {
            left = begin();
            insert(left, "late");
        }

        assertThatThrownBy(left::commit)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("cannot use this connection");
        assertThat(left.isClosed()).isTrue();
        left.close();
        inNewSandbox(connection -> {
            assertThat(names(connection)).containsExactly("seed-1", "seed-2");
            return true;
        });
    }

    @Test
    final void law5_aLockWaitInsideOneLaneIsExplainedAndEnds() throws Exception {
        inSandbox(sandbox -> {
            try (Connection holder = begin();
                    Connection waiter = begin()) {
                execute(holder, "update item set name = 'held' where id = 1");

                assertThatThrownBy(() -> execute(waiter, "update item set name = 'wanted' where id = 1"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("update item set name = 'wanted' where id = 1")
                        .hasMessageContaining("update item set name = 'held' where id = 1")
                        .hasMessageContaining(sandbox.toString())
                        .hasMessageContaining("item");
            }
        });
    }

    @Test
    final void law7_aKilledConnectionHurtsOnlyItself() throws Exception {
        inSandbox(sandbox -> {
            insert(dataSource(), "before");
            try (Connection victim = begin();
                    Connection other = dataSource().getConnection()) {
                insert(victim, "lost");
                String pid = single(victim, "select pg_backend_pid()");
                execute(other, "select pg_terminate_backend(" + pid + ", 5000)");

                assertThatThrownBy(() -> insert(victim, "more"))
                        .isInstanceOfSatisfying(SQLException.class, lost -> assertThat(lost.getSQLState())
                                .isIn("57P01", "08006"));
            }

            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "before");
        });
    }

    @Test
    final void law7_aLaneWhoseSessionsWereAllKilledIsReplaced() throws Exception {
        Sandbox sandbox = open();
        try (sandbox;
                Scope scope = sandbox.enter()) {
            insert(dataSource(), "in the lane");
            String lane = single(dataSource().getConnection(), "select current_database()");
            execute(
                    pool(),
                    "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '" + lane + "'");
        }

        assertThat(sandbox.journal().entries(JournalKind.SQL)).anySatisfy(entry -> assertThat(entry.text())
                .contains("cannot be restored and is replaced, because of: [failure of the restore: "));
        inNewSandbox(connection -> {
            assertThat(names(connection)).containsExactly("seed-1", "seed-2");
            return true;
        });
    }

    @Test
    final void law3_idsAreNotGivenTwiceInOneLane() throws Exception {
        String insert = "insert into item (name) values ('x') returning id";
        int first = Integer.parseInt(inNewSandbox(connection -> single(connection, insert)));

        int second = Integer.parseInt(inNewSandbox(connection -> {
            int id = Integer.parseInt(single(connection, insert));
            execute(connection, "truncate item restart identity");
            assertThat(single(connection, insert)).isEqualTo("1");
            return String.valueOf(id);
        }));
        int third = Integer.parseInt(inNewSandbox(connection -> single(connection, insert)));

        assertThat(second).isGreaterThan(first);
        assertThat(third).isGreaterThan(second);
    }

    @Test
    final void law3_whatChangesTheWholeServerIsRefused() throws Exception {
        inSandbox(sandbox -> assertThatThrownBy(() -> execute(dataSource(), "create role somebody"))
                .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState())
                        .isEqualTo("0A000"))
                .hasMessage("\"create role somebody\" was refused in sandbox " + sandbox
                        + ": it changes the whole server, so every other sandbox would see it, and it would stay. A lane is a "
                        + "database of the sandbox's own, but roles, databases, tablespaces and the server's settings are shared. Ways out: do "
                        + "it before the first sandbox or in SandboxRegistry.runOnBaseline(..), or give the test a server of its own "
                        + "(ThrowawayPostgres.builder().unshared())."));
    }

    private Connection begin() throws SQLException {
        Connection connection = dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private <T> T inNewSandbox(ConnectionUse<T> use) throws Exception {
        try (Sandbox sandbox = open();
                Scope scope = sandbox.enter();
                Connection connection = dataSource().getConnection()) {
            return use.of(connection);
        }
    }

    private static String single(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private interface ConnectionUse<T> {
        T of(Connection connection) throws Exception;
    }
}
