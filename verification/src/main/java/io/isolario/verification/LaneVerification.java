package io.isolario.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Laws 3, 4 and 7 in DATABASE isolation on PostgreSQL: connections are real ones, and a lane is as good as new for the next sandbox. */
public abstract class LaneVerification extends LaneTests {

    /** For subclasses. */
    protected LaneVerification() {}

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
    final void law3_aReadOnlyTransactionLeavesItsConnectionWarmAndWritable() throws Exception {
        inSandbox(sandbox -> {
            String session;
            try (Connection connection = begin()) {
                session = single(connection, "select pg_backend_pid()");
                connection.rollback();
                connection.setReadOnly(true);
                assertThatThrownBy(() -> insert(connection, "refused"))
                        .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState())
                                .isEqualTo("25006"));
            }
            try (Connection connection = begin()) {
                assertThat(single(connection, "select pg_backend_pid()")).isEqualTo(session);
                assertThat(connection.isReadOnly()).isFalse();
                insert(connection, "written");
                connection.commit();
            }
            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "written");
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
    final void law3_idsAreThoseOfAFreshDatabase() throws Exception {
        String insert = "insert into item (name) values ('x') returning id";
        String first = inNewSandbox(connection -> single(connection, insert));

        String second = inNewSandbox(connection -> {
            String id = single(connection, insert);
            execute(connection, "truncate item restart identity");
            assertThat(single(connection, insert)).isEqualTo("1");
            return id;
        });
        String third = inNewSandbox(connection -> single(connection, insert));

        assertThat(second).isEqualTo(first);
        assertThat(third).isEqualTo(first);
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
}
