package io.isolario.jdbc;

import io.isolario.core.SandboxRegistry;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection of the pool for unowned work that may write to the baseline ({@code UnownedWork.PASS}) while sandboxes are open. */
final class PassedConnection extends GuardedConnection {

    private final Connection connection;
    private final Execution execution;

    PassedConnection(Connection connection, SandboxDataSource dataSource, SandboxRegistry registry) {
        this.connection = connection;
        this.execution = new PassedWriteExecution(dataSource.name(), registry, Execution.DIRECT);
    }

    @Override
    Connection delegate() {
        return connection;
    }

    @Override
    Execution execution() {
        return execution;
    }

    /** It is the pool's own, and whatever is done to it is passed. */
    @Override
    public <T> T unwrap(Class<T> iface) throws SQLException {
        return iface.isInstance(this) ? iface.cast(this) : connection.unwrap(iface);
    }

    @Override
    public boolean isWrapperFor(Class<?> iface) throws SQLException {
        return iface.isInstance(this) || connection.isWrapperFor(iface);
    }

    @Override
    SQLException refuseUnwrap(Class<?> iface) {
        throw new IllegalStateException("unwrap(..) is overridden here.");
    }

    @Override
    public String toString() {
        return "PassedConnection{" + connection + ", " + execution + "}";
    }
}
