package io.isolario.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Law 3: a transaction of the application ends in a sandbox as it ends with real commits. */
public abstract class TransactionVerification extends StatementVerification {

    /** For subclasses. */
    protected TransactionVerification() {}

    @Test
    final void law3_aCommitIsSeenByTheNextConnection() throws Exception {
        inSandbox(sandbox -> {
            inTransaction(connection -> insert(connection, "committed"), Connection::commit);

            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "committed");
        });
    }

    @Test
    final void law3_aRollbackUndoesItsTransactionOnly() throws Exception {
        inSandbox(sandbox -> {
            inTransaction(connection -> insert(connection, "kept"), Connection::commit);

            inTransaction(connection -> insert(connection, "undone"), Connection::rollback);

            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "kept");
        });
    }

    @Test
    final void law3_aRollbackOfTheFirstTransactionLosesNothingElse() throws Exception {
        inSandbox(sandbox -> {
            inTransaction(connection -> insert(connection, "undone"), Connection::rollback);
            inTransaction(connection -> insert(connection, "kept"), Connection::commit);
            inTransaction(connection -> insert(connection, "undone too"), Connection::rollback);

            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "kept");
        });
    }

    @Test
    final void law3_oneConnectionRunsTransactionAfterTransaction() throws Exception {
        inSandbox(sandbox -> {
            try (Connection connection = dataSource().getConnection()) {
                connection.setAutoCommit(false);
                insert(connection, "first");
                connection.commit();
                insert(connection, "second");
                connection.rollback();
                insert(connection, "third");
                connection.commit();
            }

            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "first", "third");
        });
    }

    @Test
    final void law3_closingAConnectionRollsItsOpenTransactionBack() throws Exception {
        inSandbox(sandbox -> {
            inTransaction(connection -> insert(connection, "undone"), connection -> {});

            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2");
        });
    }

    @Test
    final void law3_switchingAutoCommitOnCommits() throws Exception {
        inSandbox(sandbox -> {
            try (Connection connection = dataSource().getConnection()) {
                connection.setAutoCommit(false);
                insert(connection, "committed");
                connection.setAutoCommit(true);
            }

            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "committed");
        });
    }

    @Test
    final void law3_getAutoCommitReportsWhatTheApplicationSet() throws Exception {
        inSandbox(sandbox -> {
            try (Connection connection = dataSource().getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
                connection.setAutoCommit(false);
                insert(connection, "x");
                assertThat(connection.getAutoCommit()).isFalse();
            }
        });
    }

    @Test
    final void law3_aConnectionBeginsInThePoolsAutoCommitMode() throws Exception {
        boolean real;
        try (Connection connection = pool().getConnection()) {
            real = connection.getAutoCommit();
        }

        inSandbox(sandbox -> {
            try (Connection connection = dataSource().getConnection()) {
                assertThat(connection.getAutoCommit()).isEqualTo(real);
            }
        });
    }

    @Test
    final void law3_aFailedStandAloneStatementHurtsNobody() throws Exception {
        inSandbox(sandbox -> {
            insert(dataSource(), "before");

            assertThatThrownBy(() -> execute(dataSource(), "insert into item (name) values (null)"))
                    .isInstanceOf(SQLException.class);

            insert(dataSource(), "after");
            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "before", "after");
        });
    }

    @Test
    final void law3_aStandAloneStatementThatFailsFirstHurtsNobody() throws Exception {
        inSandbox(sandbox -> {
            assertThatThrownBy(() -> execute(dataSource(), "insert into nowhere values (1)"))
                    .isInstanceOf(SQLException.class);

            insert(dataSource(), "after");
            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "after");
        });
    }

    @Test
    final void law3_manyStandAloneStatementsKeepTheirOrderAndFailures() throws Exception {
        inSandbox(sandbox -> {
            for (int i = 0; i < 170; i++) {
                insert(dataSource(), "item-" + i);
                if (i % 7 == 0) {
                    assertThatThrownBy(() -> execute(dataSource(), "insert into item (name) values (null)"))
                            .isInstanceOf(SQLException.class);
                }
            }

            assertThat(names(dataSource())).hasSize(172).endsWith("item-168", "item-169");
        });
    }

    @Test
    final void law3_aFailureInATransactionHasTheOutcomeOfARealOne() throws Exception {
        String real = outcomeOfFailureInTransaction(pool());
        execute(pool(), "delete from item where name like 'in failed%'");

        inSandbox(sandbox ->
                assertThat(outcomeOfFailureInTransaction(dataSource())).isEqualTo(real));
    }

    @Test
    final void law3_aFailureInALaterTransactionHasTheOutcomeOfARealOne() throws Exception {
        String real = outcomeOfFailureInTransaction(pool());
        execute(pool(), "delete from item where name like 'in failed%'");

        inSandbox(sandbox -> {
            insert(dataSource(), "something before");
            execute(dataSource(), "delete from item where name = 'something before'");
            assertThat(outcomeOfFailureInTransaction(dataSource())).isEqualTo(real);
        });
    }

    @Test
    final void law3_savepointsOfTheApplicationNest() throws Exception {
        inSandbox(sandbox -> {
            insert(dataSource(), "outside");
            try (Connection connection = dataSource().getConnection()) {
                connection.setAutoCommit(false);
                insert(connection, "kept");
                Savepoint savepoint = connection.setSavepoint("mine");
                insert(connection, "undone");
                connection.rollback(savepoint);
                Savepoint another = connection.setSavepoint();
                insert(connection, "kept too");
                connection.releaseSavepoint(another);
                connection.commit();
            }

            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "outside", "kept", "kept too");
        });
    }

    @Test
    final void law3_commitAndRollbackInAutoCommitModeEndAsOnThePoolsConnection() throws Exception {
        String real = outcomeOfEndsInAutoCommitMode(pool());

        inSandbox(sandbox ->
                assertThat(outcomeOfEndsInAutoCommitMode(dataSource())).isEqualTo(real));
    }

    private static String outcomeOfEndsInAutoCommitMode(javax.sql.DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return sqlStateAfter(connection::commit) + ", " + sqlStateAfter(connection::rollback);
        }
    }

    private static String sqlStateAfter(SqlAction action) {
        try {
            action.perform();
            return "ok";
        } catch (SQLException e) {
            return "SQLState " + e.getSQLState();
        }
    }

    private void inTransaction(ConnectionAction action, ConnectionAction end) throws SQLException {
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            action.perform(connection);
            end.perform(connection);
        }
    }

    /** Describes step by step what a program sees whose second statement fails. */
    private static String outcomeOfFailureInTransaction(javax.sql.DataSource source) throws SQLException {
        StringBuilder seen = new StringBuilder();
        Consumer<SqlAction> step = action -> seen.append(stateAfter(action)).append('\n');
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, "in failed 1");
            step.accept(() -> execute(connection, "insert into item (name) values (null)"));
            step.accept(() -> insert(connection, "in failed 2"));
            step.accept(connection::commit);
            step.accept(() -> seen.append(names(connection)));
            step.accept(connection::rollback);
        }
        step.accept(() -> seen.append(names(source)));
        return seen.toString();
    }

    private static String stateAfter(SqlAction action) {
        try {
            action.perform();
            return "ok";
        } catch (SQLException e) {
            return e.getSQLState() + " " + String.valueOf(e.getMessage()).replaceAll("\\d+, null", "<id>, null");
        }
    }

    private interface ConnectionAction {
        void perform(Connection connection) throws SQLException;
    }

    private interface SqlAction {
        void perform() throws SQLException;
    }
}
