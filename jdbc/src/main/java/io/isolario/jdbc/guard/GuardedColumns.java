package io.isolario.jdbc.guard;

import io.isolario.jdbc.forward.ForwardingResultSet;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a guarded result set: values that talk to the database lead back to the connection. */
abstract class GuardedColumns extends ForwardingResultSet {

    private final GuardedConnection connection;

    GuardedColumns(ResultSet delegate, GuardedConnection connection) {
        super(delegate);
        this.connection = connection;
    }

    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        return GuardedValue.guarded(ResultSetMetaData.class, super.getMetaData(), connection);
    }

    @Override
    public @Nullable Object getObject(int columnIndex) throws SQLException {
        return GuardedValue.guarded(super.getObject(columnIndex), connection);
    }

    @Override
    public @Nullable Object getObject(String columnLabel) throws SQLException {
        return GuardedValue.guarded(super.getObject(columnLabel), connection);
    }

    @Override
    public void updateObject(int columnIndex, Object x, int scaleOrLength) throws SQLException {
        super.updateObject(columnIndex, GuardedValue.unguarded(x), scaleOrLength);
    }

    @Override
    public void updateObject(int columnIndex, Object x) throws SQLException {
        super.updateObject(columnIndex, GuardedValue.unguarded(x));
    }

    @Override
    public void updateObject(String columnLabel, Object x, int scaleOrLength) throws SQLException {
        super.updateObject(columnLabel, GuardedValue.unguarded(x), scaleOrLength);
    }

    @Override
    public void updateObject(String columnLabel, Object x) throws SQLException {
        super.updateObject(columnLabel, GuardedValue.unguarded(x));
    }

    @Override
    public @Nullable Object getObject(int columnIndex, Map<String, Class<?>> map) throws SQLException {
        return GuardedValue.guarded(super.getObject(columnIndex, map), connection);
    }

    @Override
    public @Nullable Blob getBlob(int columnIndex) throws SQLException {
        return GuardedValue.guarded(Blob.class, super.getBlob(columnIndex), connection);
    }

    @Override
    public @Nullable Clob getClob(int columnIndex) throws SQLException {
        return GuardedValue.guarded(Clob.class, super.getClob(columnIndex), connection);
    }

    @Override
    public @Nullable Array getArray(int columnIndex) throws SQLException {
        return GuardedValue.guarded(Array.class, super.getArray(columnIndex), connection);
    }

    @Override
    public @Nullable Object getObject(String columnLabel, Map<String, Class<?>> map) throws SQLException {
        return GuardedValue.guarded(super.getObject(columnLabel, map), connection);
    }

    @Override
    public @Nullable Blob getBlob(String columnLabel) throws SQLException {
        return GuardedValue.guarded(Blob.class, super.getBlob(columnLabel), connection);
    }

    @Override
    public @Nullable Clob getClob(String columnLabel) throws SQLException {
        return GuardedValue.guarded(Clob.class, super.getClob(columnLabel), connection);
    }

    @Override
    public @Nullable Array getArray(String columnLabel) throws SQLException {
        return GuardedValue.guarded(Array.class, super.getArray(columnLabel), connection);
    }

    @Override
    public void updateBlob(int columnIndex, Blob x) throws SQLException {
        super.updateBlob(columnIndex, GuardedValue.unguarded(x));
    }

    @Override
    public void updateBlob(String columnLabel, Blob x) throws SQLException {
        super.updateBlob(columnLabel, GuardedValue.unguarded(x));
    }

    @Override
    public void updateClob(int columnIndex, Clob x) throws SQLException {
        super.updateClob(columnIndex, GuardedValue.unguarded(x));
    }

    @Override
    public void updateClob(String columnLabel, Clob x) throws SQLException {
        super.updateClob(columnLabel, GuardedValue.unguarded(x));
    }

    @Override
    public void updateArray(int columnIndex, Array x) throws SQLException {
        super.updateArray(columnIndex, GuardedValue.unguarded(x));
    }

    @Override
    public void updateArray(String columnLabel, Array x) throws SQLException {
        super.updateArray(columnLabel, GuardedValue.unguarded(x));
    }

    @Override
    public void updateNClob(int columnIndex, NClob nClob) throws SQLException {
        super.updateNClob(columnIndex, GuardedValue.unguarded(nClob));
    }

    @Override
    public void updateNClob(String columnLabel, NClob nClob) throws SQLException {
        super.updateNClob(columnLabel, GuardedValue.unguarded(nClob));
    }

    @Override
    public @Nullable NClob getNClob(int columnIndex) throws SQLException {
        return GuardedValue.guarded(NClob.class, super.getNClob(columnIndex), connection);
    }

    @Override
    public @Nullable NClob getNClob(String columnLabel) throws SQLException {
        return GuardedValue.guarded(NClob.class, super.getNClob(columnLabel), connection);
    }

    @Override
    public <T> @Nullable T getObject(int columnIndex, Class<T> type) throws SQLException {
        return GuardedValue.guarded(type, super.getObject(columnIndex, type), connection);
    }

    @Override
    public <T> @Nullable T getObject(String columnLabel, Class<T> type) throws SQLException {
        return GuardedValue.guarded(type, super.getObject(columnLabel, type), connection);
    }

    @Override
    public void updateObject(int columnIndex, Object x, SQLType targetSqlType, int scaleOrLength) throws SQLException {
        super.updateObject(columnIndex, GuardedValue.unguarded(x), targetSqlType, scaleOrLength);
    }

    @Override
    public void updateObject(String columnLabel, Object x, SQLType targetSqlType, int scaleOrLength)
            throws SQLException {
        super.updateObject(columnLabel, GuardedValue.unguarded(x), targetSqlType, scaleOrLength);
    }

    @Override
    public void updateObject(int columnIndex, Object x, SQLType targetSqlType) throws SQLException {
        super.updateObject(columnIndex, GuardedValue.unguarded(x), targetSqlType);
    }

    @Override
    public void updateObject(String columnLabel, Object x, SQLType targetSqlType) throws SQLException {
        super.updateObject(columnLabel, GuardedValue.unguarded(x), targetSqlType);
    }
}
