package io.isolario.jdbc.guard;

import io.isolario.jdbc.forward.ForwardingQueryMetaData;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Meta data that leads back to its guarded connection, and whose queries pass that connection's chain. */
final class GuardedMetaData extends ForwardingQueryMetaData {

    private final GuardedConnection connection;

    GuardedMetaData(DatabaseMetaData delegate, GuardedConnection connection) {
        super(delegate);
        this.connection = connection;
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public ResultSet query(String name, SqlCall<ResultSet> call) throws SQLException {
        ResultSet rows = connection.run(SqlCommand.driver("DatabaseMetaData." + name + "()"), call);
        return GuardedValue.resultSet(rows, connection);
    }

    @Override
    public <T> T unwrap(Class<T> iface) throws SQLException {
        return iface.isInstance(this) ? iface.cast(this) : connection.unwrapped(delegate(), iface);
    }

    @Override
    public boolean isWrapperFor(Class<?> iface) throws SQLException {
        return iface.isInstance(this) || connection.unwraps(delegate(), iface);
    }
}
