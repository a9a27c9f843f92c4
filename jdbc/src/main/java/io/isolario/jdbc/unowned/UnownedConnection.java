package io.isolario.jdbc.unowned;

import io.isolario.core.SandboxRegistry;
import io.isolario.jdbc.dialect.Dialect;
import io.isolario.jdbc.guard.GuardedConnection;
import io.isolario.jdbc.sql.Execution;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection of the pool for work that belongs to no sandbox while sandboxes are open: it reads the baseline, and its writes
 * are refused.
 */
public final class UnownedConnection extends GuardedConnection {

    private final Connection connection;
    private final Dialect dialect;
    private final Execution execution;

    private UnownedConnection(Connection connection, Dialect dialect, SandboxRegistry registry) {
        this.connection = connection;
        this.dialect = dialect;
        this.execution = new ReadOnlyExecution(dialect, registry, Execution.DIRECT);
    }

    public static Connection open(Connection connection, Dialect dialect, SandboxRegistry registry)
            throws SQLException {
        try {
            dialect.makeReadOnly(connection);
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
        return new UnownedConnection(connection, dialect, registry);
    }

    @Override
    public Connection delegate() {
        return connection;
    }

    @Override
    public Execution execution() {
        return execution;
    }

    @Override
    public void close() throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try (connection) {
            closeStatements();
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            dialect.makeWritable(connection);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    @Override
    public SQLException refuseUnwrap(Class<?> iface) {
        return SqlErrors.refused(
                "unwrap(" + iface.getName()
                        + ") was refused: this connection belongs to no sandbox and only reads the baseline, "
                        + "which could not be upheld on the unwrapped one. Do the work inside a sandbox, or before the first one.");
    }

    @Override
    public String toString() {
        return "UnownedConnection{" + connection + ", " + execution + "}";
    }
}
