package io.isolario.jdbc.guard;

import io.isolario.jdbc.forward.ForwardingCallableStatement;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call of a stored procedure whose every execution passes the chain of its connection. */
final class GuardedCallableStatement extends GuardedPreparedStatement implements ForwardingCallableStatement {

    private final CallableStatement delegate;

    GuardedCallableStatement(CallableStatement delegate, GuardedConnection connection, String sql) throws SQLException {
        super(delegate, connection, sql);
        this.delegate = delegate;
    }

    @Override
    public CallableStatement callable() {
        return delegate;
    }

    @Override
    public @Nullable Object getObject(int parameterIndex) throws SQLException {
        return GuardedValue.guarded(delegate.getObject(parameterIndex), connection());
    }

    @Override
    public @Nullable Object getObject(int parameterIndex, Map<String, Class<?>> map) throws SQLException {
        return GuardedValue.guarded(delegate.getObject(parameterIndex, map), connection());
    }

    @Override
    public @Nullable Blob getBlob(int parameterIndex) throws SQLException {
        return GuardedValue.guarded(Blob.class, delegate.getBlob(parameterIndex), connection());
    }

    @Override
    public @Nullable Clob getClob(int parameterIndex) throws SQLException {
        return GuardedValue.guarded(Clob.class, delegate.getClob(parameterIndex), connection());
    }

    @Override
    public @Nullable Array getArray(int parameterIndex) throws SQLException {
        return GuardedValue.guarded(Array.class, delegate.getArray(parameterIndex), connection());
    }

    @Override
    public void setObject(String parameterName, Object x, int targetSqlType, int scale) throws SQLException {
        delegate.setObject(parameterName, GuardedValue.unguarded(x), targetSqlType, scale);
    }

    @Override
    public void setObject(String parameterName, Object x, int targetSqlType) throws SQLException {
        delegate.setObject(parameterName, GuardedValue.unguarded(x), targetSqlType);
    }

    @Override
    public void setObject(String parameterName, Object x) throws SQLException {
        delegate.setObject(parameterName, GuardedValue.unguarded(x));
    }

    @Override
    public @Nullable Object getObject(String parameterName) throws SQLException {
        return GuardedValue.guarded(delegate.getObject(parameterName), connection());
    }

    @Override
    public @Nullable Object getObject(String parameterName, Map<String, Class<?>> map) throws SQLException {
        return GuardedValue.guarded(delegate.getObject(parameterName, map), connection());
    }

    @Override
    public @Nullable Blob getBlob(String parameterName) throws SQLException {
        return GuardedValue.guarded(Blob.class, delegate.getBlob(parameterName), connection());
    }

    @Override
    public @Nullable Clob getClob(String parameterName) throws SQLException {
        return GuardedValue.guarded(Clob.class, delegate.getClob(parameterName), connection());
    }

    @Override
    public @Nullable Array getArray(String parameterName) throws SQLException {
        return GuardedValue.guarded(Array.class, delegate.getArray(parameterName), connection());
    }

    @Override
    public @Nullable NClob getNClob(int parameterIndex) throws SQLException {
        return GuardedValue.guarded(NClob.class, delegate.getNClob(parameterIndex), connection());
    }

    @Override
    public @Nullable NClob getNClob(String parameterName) throws SQLException {
        return GuardedValue.guarded(NClob.class, delegate.getNClob(parameterName), connection());
    }

    @Override
    public void setBlob(String parameterName, Blob x) throws SQLException {
        delegate.setBlob(parameterName, GuardedValue.unguarded(x));
    }

    @Override
    public void setClob(String parameterName, Clob x) throws SQLException {
        delegate.setClob(parameterName, GuardedValue.unguarded(x));
    }

    @Override
    public <T> @Nullable T getObject(int parameterIndex, Class<T> type) throws SQLException {
        return GuardedValue.guarded(type, delegate.getObject(parameterIndex, type), connection());
    }

    @Override
    public <T> @Nullable T getObject(String parameterName, Class<T> type) throws SQLException {
        return GuardedValue.guarded(type, delegate.getObject(parameterName, type), connection());
    }

    @Override
    public void setObject(String parameterName, Object x, SQLType targetSqlType, int scaleOrLength)
            throws SQLException {
        delegate.setObject(parameterName, GuardedValue.unguarded(x), targetSqlType, scaleOrLength);
    }

    @Override
    public void setObject(String parameterName, Object x, SQLType targetSqlType) throws SQLException {
        delegate.setObject(parameterName, GuardedValue.unguarded(x), targetSqlType);
    }
}
