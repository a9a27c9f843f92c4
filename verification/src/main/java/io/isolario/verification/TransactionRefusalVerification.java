package io.isolario.verification;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Law 3 in TRANSACTION isolation: what one outer transaction cannot give is refused. */
public abstract class TransactionRefusalVerification extends DatabaseVerification {

    /** For subclasses. */
    protected TransactionRefusalVerification() {}

    @Test
    final void law3_transactionControlAsTextIsRefused() throws Exception {
        inSandbox(sandbox -> {
            for (String sql :
                    new String[] {"COMMIT", "/* really */ commit", "insert into item (name) values ('a;b'); rollback"
                    }) {
                assertThatThrownBy(() -> execute(dataSource(), sql))
                        .hasMessage(
                                "\"" + sql + "\" was refused in sandbox " + sandbox
                                        + ": transaction control as SQL text would end "
                                        + "the outer transaction; Connection.setAutoCommit, commit and rollback work as usual. In TRANSACTION "
                                        + "isolation a sandbox is one transaction on one connection. Ways out: @Sandboxed(isolation = DATABASE), "
                                        + "or SandboxOptions.isolation(DATABASE), which has real commits and as many connections as you like.");
            }
        });
    }

    @Test
    final void law3_anotherIsolationLevelIsRefused() throws Exception {
        inSandbox(sandbox -> {
            try (Connection connection = dataSource().getConnection()) {
                connection.setTransactionIsolation(connection.getTransactionIsolation());
                assertThatThrownBy(() -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE))
                        .hasMessageStartingWith("Transaction isolation SERIALIZABLE was refused in sandbox " + sandbox
                                + ": the outer transaction has " + nameOfLevel(connection)
                                + ", and a transaction inside another cannot have a level of its own.");
            }
        });
    }

    private static String nameOfLevel(Connection connection) throws SQLException {
        return connection.getTransactionIsolation() == Connection.TRANSACTION_REPEATABLE_READ
                ? "REPEATABLE_READ"
                : "READ_COMMITTED";
    }
}
