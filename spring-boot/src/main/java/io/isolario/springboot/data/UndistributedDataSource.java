package io.isolario.springboot.data;

import io.isolario.jdbc.SandboxDataSource;
import java.sql.SQLFeatureNotSupportedException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A DataSource for sandboxes that refuses the other kinds of connections that some drivers' DataSources offer: those would reach
 * the shared database from inside a sandbox.
 */
final class UndistributedDataSource extends DelegatingDataSource implements XADataSource, ConnectionPoolDataSource {

    private final String name;

    UndistributedDataSource(SandboxDataSource target) {
        super(target);
        this.name = target.name();
    }

    @Override
    public XAConnection getXAConnection() throws SQLFeatureNotSupportedException {
        throw refused("XA");
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLFeatureNotSupportedException {
        throw refused("XA");
    }

    @Override
    public PooledConnection getPooledConnection() throws SQLFeatureNotSupportedException {
        throw refused("pooled");
    }

    @Override
    public PooledConnection getPooledConnection(String user, String password) throws SQLFeatureNotSupportedException {
        throw refused("pooled");
    }

    private SQLFeatureNotSupportedException refused(String kind) {
        return new SQLFeatureNotSupportedException(
                "DataSource \"" + name + "\" was asked for a connection of the " + kind
                        + " kind: those cannot be kept in a sandbox. Use getConnection() in tests, or set isolario.enabled=false"
                        + " for this context.");
    }
}
