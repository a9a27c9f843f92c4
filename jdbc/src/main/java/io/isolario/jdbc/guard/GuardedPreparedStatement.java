package io.isolario.jdbc.guard;

import io.isolario.jdbc.forward.ForwardingPreparedStatement;
import io.isolario.jdbc.sql.SqlCommand;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import org.jspecify.annotations.Nullable;

/** A prepared statement whose every execution passes the chain of its connection. */
public class GuardedPreparedStatement extends GuardedStatement implements ForwardingPreparedStatement {

    private final PreparedStatement delegate;
    private final SqlCommand command;
    private boolean batched;

    public GuardedPreparedStatement(PreparedStatement delegate, GuardedConnection connection, String sql)
            throws SQLException {
        super(delegate, connection);
        this.delegate = delegate;
        this.command = SqlCommand.sql(sql);
    }

    @Override
    public final PreparedStatement prepared() {
        return delegate;
    }

    @Override
    public final void addBatch() throws SQLException {
        delegate.addBatch();
        batched = true;
    }

    @Override
    public final void clearBatch() throws SQLException {
        super.clearBatch();
        batched = false;
    }

    @Override
    final String takeBatchedSql() {
        String sql = batched ? command.text() : "";
        batched = false;
        return sql;
    }

    @Override
    public final ResultSet executeQuery() throws SQLException {
        return guarded(run(command, delegate::executeQuery));
    }

    @Override
    public final boolean execute() throws SQLException {
        return run(command, delegate::execute);
    }

    @Override
    public final int executeUpdate() throws SQLException {
        return run(command, delegate::executeUpdate);
    }

    @Override
    public final long executeLargeUpdate() throws SQLException {
        return run(command, delegate::executeLargeUpdate);
    }

    @Override
    public void setArray(int parameterIndex, Array x) throws SQLException {
        delegate.setArray(parameterIndex, GuardedValue.unguarded(x));
    }

    @Override
    public void setBlob(int parameterIndex, Blob x) throws SQLException {
        delegate.setBlob(parameterIndex, GuardedValue.unguarded(x));
    }

    @Override
    public void setClob(int parameterIndex, Clob x) throws SQLException {
        delegate.setClob(parameterIndex, GuardedValue.unguarded(x));
    }

    @Override
    public void setNClob(int parameterIndex, NClob x) throws SQLException {
        delegate.setNClob(parameterIndex, GuardedValue.unguarded(x));
    }

    @Override
    public void setObject(int parameterIndex, Object x) throws SQLException {
        delegate.setObject(parameterIndex, GuardedValue.unguarded(x));
    }

    @Override
    public void setObject(int parameterIndex, Object x, int targetSqlType) throws SQLException {
        delegate.setObject(parameterIndex, GuardedValue.unguarded(x), targetSqlType);
    }

    @Override
    public void setObject(int parameterIndex, Object x, int targetSqlType, int scaleOrLength) throws SQLException {
        delegate.setObject(parameterIndex, GuardedValue.unguarded(x), targetSqlType, scaleOrLength);
    }

    @Override
    public void setObject(int parameterIndex, Object x, SQLType targetSqlType) throws SQLException {
        delegate.setObject(parameterIndex, GuardedValue.unguarded(x), targetSqlType);
    }

    @Override
    public void setObject(int parameterIndex, Object x, SQLType targetSqlType, int scaleOrLength) throws SQLException {
        delegate.setObject(parameterIndex, GuardedValue.unguarded(x), targetSqlType, scaleOrLength);
    }

    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        return GuardedValue.guarded(ResultSetMetaData.class, delegate.getMetaData(), connection());
    }
}
