package io.isolario.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.Checkpoint;
import io.isolario.core.ManagedSandbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Laws 3 and 9: a sandbox goes back to the state after arrangement, as often as one likes. */
public abstract class CheckpointVerification extends DatabaseVerification {

    /** For subclasses. */
    protected CheckpointVerification() {}

    @Test
    final void law9_aResetGoesBackToTheStateAfterArrangement() throws Exception {
        inSandbox(sandbox -> {
            insert(dataSource(), "arranged");
            sandbox.checkpoint();
            for (int attempt = 0; attempt < 120; attempt++) {
                insert(dataSource(), "tried in auto-commit mode");
                inTransaction("tried in a transaction", true);
                inTransaction("tried and rolled back", false);
                execute(dataSource(), "delete from item where name = 'seed-1'");

                sandbox.reset();

                assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "arranged");
            }
        });
    }

    @Test
    final void law9_aCheckpointBeforeTheFirstStatementIsTheBeginning() throws Exception {
        inSandbox(sandbox -> {
            sandbox.checkpoint();
            insert(dataSource(), "tried");

            sandbox.reset();

            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2");
        });
    }

    @Test
    final void law9_nestedSandboxesUndoOnlyTheirOwn() throws Exception {
        inSandbox(sandbox -> {
            insert(dataSource(), "outside");
            try (Checkpoint outer = sandbox.checkpoint()) {
                insert(dataSource(), "in outer");
                for (int round = 0; round < 3; round++) {
                    try (Checkpoint inner = sandbox.checkpoint()) {
                        manyStatements();
                        execute(dataSource(), "delete from item");
                    }
                    assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "outside", "in outer");
                }
            }
            manyStatements();
            assertThat(names(dataSource()))
                    .startsWith("seed-1", "seed-2", "outside", "many 0")
                    .hasSize(3 + 120);
        });
    }

    @Test
    final void law9_goingBackToAnOlderCheckpointUndoesTheNewerToo() throws Exception {
        inSandbox(sandbox -> {
            insert(dataSource(), "first");
            Checkpoint older = sandbox.checkpoint();
            insert(dataSource(), "second");
            Checkpoint newer = sandbox.checkpoint();
            insert(dataSource(), "third");

            older.restore();

            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "first");
            assertThatThrownBy(newer::restore).isInstanceOf(IllegalStateException.class);
            insert(dataSource(), "fourth");
            older.restore();
            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "first");
        });
    }

    @Test
    final void law9_connectionsAndStatementsFromBeforeGoOn() throws Exception {
        inSandbox(sandbox -> {
            try (Connection connection = dataSource().getConnection();
                    PreparedStatement insert = connection.prepareStatement("insert into item (name) values (?)")) {
                insert.setString(1, "arranged");
                insert.executeUpdate();
                sandbox.checkpoint();
                for (int attempt = 0; attempt < 8; attempt++) {
                    insert.setString(1, "tried");
                    insert.executeUpdate();
                    sandbox.reset();
                }
                insert.setString(1, "last");
                insert.executeUpdate();
            }
            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "arranged", "last");
        });
    }

    @Test
    final void law5_anOpenTransactionIsNamedAndKept() throws Exception {
        inSandbox(sandbox -> {
            insert(dataSource(), "arranged");
            Checkpoint checkpoint = sandbox.checkpoint();
            try (Connection connection = dataSource().getConnection()) {
                connection.setAutoCommit(false);
                insert(connection, "kept");

                assertThatThrownBy(checkpoint::restore)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageMatching(
                                "Sandbox \\Q" + sandbox
                                        + "\\E could not go back to checkpoint 1: resource \"DataSource \"verification\"\" failed: "
                                        + "java\\.lang\\.IllegalStateException: " + openTransaction(sandbox)
                                        + " Commit it, roll it back or close its connection first\\.\\. Close it and open another\\.");
                connection.commit();
            }
            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "arranged", "kept");
        });
    }

    private String openTransaction(ManagedSandbox sandbox) {
        return switch (isolation()) {
            case TRANSACTION ->
                "Sandbox \\Q" + sandbox + "\\E cannot go back to a checkpoint while a transaction is open: thread "
                        + "\"[^\"]+\" for \\d+ ms \\(begun by \"[^\"]+\"\\), transaction open after: "
                        + "insert into item \\(name\\) values \\(\\?\\)\\.";
            case DATABASE ->
                "Lane isolario_lane_\\w+ cannot be reset while a transaction is open in it "
                        + "\\(server processes \\[\\d+]\\)\\.";
        };
    }

    private void manyStatements() throws SQLException {
        for (int statement = 0; statement < 120; statement++) {
            insert(dataSource(), "many " + statement);
        }
    }

    private void inTransaction(String name, boolean commit) throws SQLException {
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, name);
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }
}
