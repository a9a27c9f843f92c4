package io.isolario.jdbc.unowned;

import io.isolario.core.SandboxRegistry;
import io.isolario.jdbc.guard.GuardedConnection;
import io.isolario.jdbc.sql.Execution;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection of the pool for unowned work that may write to the baseline ({@code UnownedWork.PASS}) while sandboxes are open. */
public final class BaselineConnection extends GuardedConnection {

    private final Connection connection;
    private final Execution execution;

    public BaselineConnection(Connection connection, String dataSource, SandboxRegistry registry) {
        this.connection = connection;
        this.execution = new BaselineWriteExecution(dataSource, registry, Execution.DIRECT);
    }

    @Override
    public Connection delegate() {
        return connection;
    }

    @Override
    public Execution execution() {
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
    public SQLException refuseUnwrap(Class<?> iface) {
        throw new IllegalStateException("unwrap(..) is overridden here.");
    }

    @Override
    public String toString() {
        return "BaselineConnection{" + connection + ", " + execution + "}";
    }
}
