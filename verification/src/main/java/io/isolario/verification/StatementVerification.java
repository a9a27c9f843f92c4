package io.isolario.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Law 3: statements give what they give outside: generated keys, batches, rows read in portions. */
public abstract class StatementVerification extends DatabaseVerification {

    /** For subclasses. */
    protected StatementVerification() {}

    @Test
    final void law3_generatedKeysBatchesAndResultSetsLeadBackToTheirConnection() throws Exception {
        inSandbox(sandbox -> {
            try (Connection connection = dataSource().getConnection();
                    PreparedStatement insert = connection.prepareStatement(
                            "insert into item (name) values (?)", Statement.RETURN_GENERATED_KEYS)) {
                insert.setString(1, "one");
                insert.addBatch();
                insert.setString(1, "two");
                insert.addBatch();
                assertThat(insert.executeBatch()).hasSize(2);
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    assertThat(keys.next()).isTrue();
                    assertThat(keys.getStatement()).isSameAs(insert);
                }
                assertThat(insert.getConnection()).isSameAs(connection);
                assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            }
            assertThat(names(dataSource())).containsExactly("seed-1", "seed-2", "one", "two");
        });
    }

    @Test
    final void law3_aFailedBatchInAutoCommitModeLeavesTheSandboxUsable() throws Exception {
        inSandbox(sandbox -> {
            insert(dataSource(), "before");
            try (Connection connection = dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.addBatch("insert into item (name) values ('x')");
                statement.addBatch("insert into item (name) values (null)");
                assertThatThrownBy(statement::executeBatch).isInstanceOf(BatchUpdateException.class);
            }
            insert(dataSource(), "after");

            assertThat(names(dataSource()))
                    .startsWith("seed-1", "seed-2", "before")
                    .endsWith("after");
        });
    }

    @Test
    final void law3_rowsFetchedInPortionsInAutoCommitModeOutliveOtherStatements() throws Exception {
        inSandbox(sandbox -> {
            insert(dataSource(), "third");
            try (Connection connection = dataSource().getConnection();
                    PreparedStatement select = connection.prepareStatement("select name from item order by id")) {
                select.setFetchSize(1);
                try (ResultSet rows = select.executeQuery()) {
                    rows.next();
                    assertThatThrownBy(() -> execute(dataSource(), "insert into nowhere values (1)"))
                            .isInstanceOf(SQLException.class);
                    rows.next();
                    rows.next();
                    assertThat(rows.getString(1)).isEqualTo("third");
                }
            }
        });
    }
}
