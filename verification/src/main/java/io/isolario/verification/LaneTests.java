package io.isolario.verification;

import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Scope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the verifications of lanes share. */
abstract class LaneTests extends DatabaseVerification {

    LaneTests() {}

    @Override
    protected Isolation isolation() {
        return Isolation.DATABASE;
    }

    final Connection begin() throws SQLException {
        Connection connection = dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    final <T> T inNewSandbox(ConnectionUse<T> use) throws Exception {
        try (ManagedSandbox sandbox = open();
                Scope scope = sandbox.enter();
                Connection connection = dataSource().getConnection()) {
            return use.of(connection);
        }
    }

    static String single(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    interface ConnectionUse<T> {
        T of(Connection connection) throws Exception;
    }
}
