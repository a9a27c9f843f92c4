package io.isolario.jdbc.forward;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes on the calls that {@link CallableStatement} has beyond {@link PreparedStatement}; no logic. */
@SuppressWarnings("deprecation") // The interface has deprecated methods; they are passed on like the others.
public interface ForwardingCallableStatement extends CallableStatement {

    /** Returns the statement that calls are passed on to. */
    CallableStatement callable();

    @Override
    default void registerOutParameter(int parameterIndex, int sqlType) throws SQLException {
        callable().registerOutParameter(parameterIndex, sqlType);
    }

    @Override
    default void registerOutParameter(int parameterIndex, int sqlType, int scale) throws SQLException {
        callable().registerOutParameter(parameterIndex, sqlType, scale);
    }

    @Override
    default boolean wasNull() throws SQLException {
        return callable().wasNull();
    }

    @Override
    default String getString(int parameterIndex) throws SQLException {
        return callable().getString(parameterIndex);
    }

    @Override
    default boolean getBoolean(int parameterIndex) throws SQLException {
        return callable().getBoolean(parameterIndex);
    }

    @Override
    default byte getByte(int parameterIndex) throws SQLException {
        return callable().getByte(parameterIndex);
    }

    @Override
    default short getShort(int parameterIndex) throws SQLException {
        return callable().getShort(parameterIndex);
    }

    @Override
    default int getInt(int parameterIndex) throws SQLException {
        return callable().getInt(parameterIndex);
    }

    @Override
    default long getLong(int parameterIndex) throws SQLException {
        return callable().getLong(parameterIndex);
    }

    @Override
    default float getFloat(int parameterIndex) throws SQLException {
        return callable().getFloat(parameterIndex);
    }

    @Override
    default double getDouble(int parameterIndex) throws SQLException {
        return callable().getDouble(parameterIndex);
    }

    @Deprecated
    @Override
    default BigDecimal getBigDecimal(int parameterIndex, int scale) throws SQLException {
        return callable().getBigDecimal(parameterIndex, scale);
    }

    @Override
    default byte[] getBytes(int parameterIndex) throws SQLException {
        return callable().getBytes(parameterIndex);
    }

    @Override
    default Date getDate(int parameterIndex) throws SQLException {
        return callable().getDate(parameterIndex);
    }

    @Override
    default Time getTime(int parameterIndex) throws SQLException {
        return callable().getTime(parameterIndex);
    }

    @Override
    default Timestamp getTimestamp(int parameterIndex) throws SQLException {
        return callable().getTimestamp(parameterIndex);
    }

    @Override
    default @Nullable Object getObject(int parameterIndex) throws SQLException {
        return callable().getObject(parameterIndex);
    }

    @Override
    default BigDecimal getBigDecimal(int parameterIndex) throws SQLException {
        return callable().getBigDecimal(parameterIndex);
    }

    @Override
    default @Nullable Object getObject(int parameterIndex, Map<String, Class<?>> map) throws SQLException {
        return callable().getObject(parameterIndex, map);
    }

    @Override
    default Ref getRef(int parameterIndex) throws SQLException {
        return callable().getRef(parameterIndex);
    }

    @Override
    default @Nullable Blob getBlob(int parameterIndex) throws SQLException {
        return callable().getBlob(parameterIndex);
    }

    @Override
    default @Nullable Clob getClob(int parameterIndex) throws SQLException {
        return callable().getClob(parameterIndex);
    }

    @Override
    default @Nullable Array getArray(int parameterIndex) throws SQLException {
        return callable().getArray(parameterIndex);
    }

    @Override
    default Date getDate(int parameterIndex, Calendar cal) throws SQLException {
        return callable().getDate(parameterIndex, cal);
    }

    @Override
    default Time getTime(int parameterIndex, Calendar cal) throws SQLException {
        return callable().getTime(parameterIndex, cal);
    }

    @Override
    default Timestamp getTimestamp(int parameterIndex, Calendar cal) throws SQLException {
        return callable().getTimestamp(parameterIndex, cal);
    }

    @Override
    default void registerOutParameter(int parameterIndex, int sqlType, String typeName) throws SQLException {
        callable().registerOutParameter(parameterIndex, sqlType, typeName);
    }

    @Override
    default void registerOutParameter(String parameterName, int sqlType) throws SQLException {
        callable().registerOutParameter(parameterName, sqlType);
    }

    @Override
    default void registerOutParameter(String parameterName, int sqlType, int scale) throws SQLException {
        callable().registerOutParameter(parameterName, sqlType, scale);
    }

    @Override
    default void registerOutParameter(String parameterName, int sqlType, String typeName) throws SQLException {
        callable().registerOutParameter(parameterName, sqlType, typeName);
    }

    @Override
    default URL getURL(int parameterIndex) throws SQLException {
        return callable().getURL(parameterIndex);
    }

    @Override
    default void setURL(String parameterName, URL val) throws SQLException {
        callable().setURL(parameterName, val);
    }

    @Override
    default void setNull(String parameterName, int sqlType) throws SQLException {
        callable().setNull(parameterName, sqlType);
    }

    @Override
    default void setBoolean(String parameterName, boolean x) throws SQLException {
        callable().setBoolean(parameterName, x);
    }

    @Override
    default void setByte(String parameterName, byte x) throws SQLException {
        callable().setByte(parameterName, x);
    }

    @Override
    default void setShort(String parameterName, short x) throws SQLException {
        callable().setShort(parameterName, x);
    }

    @Override
    default void setInt(String parameterName, int x) throws SQLException {
        callable().setInt(parameterName, x);
    }

    @Override
    default void setLong(String parameterName, long x) throws SQLException {
        callable().setLong(parameterName, x);
    }

    @Override
    default void setFloat(String parameterName, float x) throws SQLException {
        callable().setFloat(parameterName, x);
    }

    @Override
    default void setDouble(String parameterName, double x) throws SQLException {
        callable().setDouble(parameterName, x);
    }

    @Override
    default void setBigDecimal(String parameterName, BigDecimal x) throws SQLException {
        callable().setBigDecimal(parameterName, x);
    }

    @Override
    default void setString(String parameterName, String x) throws SQLException {
        callable().setString(parameterName, x);
    }

    @Override
    default void setBytes(String parameterName, byte[] x) throws SQLException {
        callable().setBytes(parameterName, x);
    }

    @Override
    default void setDate(String parameterName, Date x) throws SQLException {
        callable().setDate(parameterName, x);
    }

    @Override
    default void setTime(String parameterName, Time x) throws SQLException {
        callable().setTime(parameterName, x);
    }

    @Override
    default void setTimestamp(String parameterName, Timestamp x) throws SQLException {
        callable().setTimestamp(parameterName, x);
    }

    @Override
    default void setAsciiStream(String parameterName, InputStream x, int length) throws SQLException {
        callable().setAsciiStream(parameterName, x, length);
    }

    @Override
    default void setBinaryStream(String parameterName, InputStream x, int length) throws SQLException {
        callable().setBinaryStream(parameterName, x, length);
    }

    @Override
    default void setObject(String parameterName, Object x, int targetSqlType, int scale) throws SQLException {
        callable().setObject(parameterName, x, targetSqlType, scale);
    }

    @Override
    default void setObject(String parameterName, Object x, int targetSqlType) throws SQLException {
        callable().setObject(parameterName, x, targetSqlType);
    }

    @Override
    default void setObject(String parameterName, Object x) throws SQLException {
        callable().setObject(parameterName, x);
    }

    @Override
    default void setCharacterStream(String parameterName, Reader reader, int length) throws SQLException {
        callable().setCharacterStream(parameterName, reader, length);
    }

    @Override
    default void setDate(String parameterName, Date x, Calendar cal) throws SQLException {
        callable().setDate(parameterName, x, cal);
    }

    @Override
    default void setTime(String parameterName, Time x, Calendar cal) throws SQLException {
        callable().setTime(parameterName, x, cal);
    }

    @Override
    default void setTimestamp(String parameterName, Timestamp x, Calendar cal) throws SQLException {
        callable().setTimestamp(parameterName, x, cal);
    }

    @Override
    default void setNull(String parameterName, int sqlType, String typeName) throws SQLException {
        callable().setNull(parameterName, sqlType, typeName);
    }

    @Override
    default String getString(String parameterName) throws SQLException {
        return callable().getString(parameterName);
    }

    @Override
    default boolean getBoolean(String parameterName) throws SQLException {
        return callable().getBoolean(parameterName);
    }

    @Override
    default byte getByte(String parameterName) throws SQLException {
        return callable().getByte(parameterName);
    }

    @Override
    default short getShort(String parameterName) throws SQLException {
        return callable().getShort(parameterName);
    }

    @Override
    default int getInt(String parameterName) throws SQLException {
        return callable().getInt(parameterName);
    }

    @Override
    default long getLong(String parameterName) throws SQLException {
        return callable().getLong(parameterName);
    }

    @Override
    default float getFloat(String parameterName) throws SQLException {
        return callable().getFloat(parameterName);
    }

    @Override
    default double getDouble(String parameterName) throws SQLException {
        return callable().getDouble(parameterName);
    }

    @Override
    default byte[] getBytes(String parameterName) throws SQLException {
        return callable().getBytes(parameterName);
    }

    @Override
    default Date getDate(String parameterName) throws SQLException {
        return callable().getDate(parameterName);
    }

    @Override
    default Time getTime(String parameterName) throws SQLException {
        return callable().getTime(parameterName);
    }

    @Override
    default Timestamp getTimestamp(String parameterName) throws SQLException {
        return callable().getTimestamp(parameterName);
    }

    @Override
    default @Nullable Object getObject(String parameterName) throws SQLException {
        return callable().getObject(parameterName);
    }

    @Override
    default BigDecimal getBigDecimal(String parameterName) throws SQLException {
        return callable().getBigDecimal(parameterName);
    }

    @Override
    default @Nullable Object getObject(String parameterName, Map<String, Class<?>> map) throws SQLException {
        return callable().getObject(parameterName, map);
    }

    @Override
    default Ref getRef(String parameterName) throws SQLException {
        return callable().getRef(parameterName);
    }

    @Override
    default @Nullable Blob getBlob(String parameterName) throws SQLException {
        return callable().getBlob(parameterName);
    }

    @Override
    default @Nullable Clob getClob(String parameterName) throws SQLException {
        return callable().getClob(parameterName);
    }

    @Override
    default @Nullable Array getArray(String parameterName) throws SQLException {
        return callable().getArray(parameterName);
    }

    @Override
    default Date getDate(String parameterName, Calendar cal) throws SQLException {
        return callable().getDate(parameterName, cal);
    }

    @Override
    default Time getTime(String parameterName, Calendar cal) throws SQLException {
        return callable().getTime(parameterName, cal);
    }

    @Override
    default Timestamp getTimestamp(String parameterName, Calendar cal) throws SQLException {
        return callable().getTimestamp(parameterName, cal);
    }

    @Override
    default URL getURL(String parameterName) throws SQLException {
        return callable().getURL(parameterName);
    }

    @Override
    default RowId getRowId(int parameterIndex) throws SQLException {
        return callable().getRowId(parameterIndex);
    }

    @Override
    default RowId getRowId(String parameterName) throws SQLException {
        return callable().getRowId(parameterName);
    }

    @Override
    default void setRowId(String parameterName, RowId x) throws SQLException {
        callable().setRowId(parameterName, x);
    }

    @Override
    default void setNString(String parameterName, String value) throws SQLException {
        callable().setNString(parameterName, value);
    }

    @Override
    default void setNCharacterStream(String parameterName, Reader value, long length) throws SQLException {
        callable().setNCharacterStream(parameterName, value, length);
    }

    @Override
    default void setNClob(String parameterName, NClob value) throws SQLException {
        callable().setNClob(parameterName, value);
    }

    @Override
    default void setClob(String parameterName, Reader reader, long length) throws SQLException {
        callable().setClob(parameterName, reader, length);
    }

    @Override
    default void setBlob(String parameterName, InputStream inputStream, long length) throws SQLException {
        callable().setBlob(parameterName, inputStream, length);
    }

    @Override
    default void setNClob(String parameterName, Reader reader, long length) throws SQLException {
        callable().setNClob(parameterName, reader, length);
    }

    @Override
    default @Nullable NClob getNClob(int parameterIndex) throws SQLException {
        return callable().getNClob(parameterIndex);
    }

    @Override
    default @Nullable NClob getNClob(String parameterName) throws SQLException {
        return callable().getNClob(parameterName);
    }

    @Override
    default void setSQLXML(String parameterName, SQLXML xmlObject) throws SQLException {
        callable().setSQLXML(parameterName, xmlObject);
    }

    @Override
    default SQLXML getSQLXML(int parameterIndex) throws SQLException {
        return callable().getSQLXML(parameterIndex);
    }

    @Override
    default SQLXML getSQLXML(String parameterName) throws SQLException {
        return callable().getSQLXML(parameterName);
    }

    @Override
    default String getNString(int parameterIndex) throws SQLException {
        return callable().getNString(parameterIndex);
    }

    @Override
    default String getNString(String parameterName) throws SQLException {
        return callable().getNString(parameterName);
    }

    @Override
    default Reader getNCharacterStream(int parameterIndex) throws SQLException {
        return callable().getNCharacterStream(parameterIndex);
    }

    @Override
    default Reader getNCharacterStream(String parameterName) throws SQLException {
        return callable().getNCharacterStream(parameterName);
    }

    @Override
    default Reader getCharacterStream(int parameterIndex) throws SQLException {
        return callable().getCharacterStream(parameterIndex);
    }

    @Override
    default Reader getCharacterStream(String parameterName) throws SQLException {
        return callable().getCharacterStream(parameterName);
    }

    @Override
    default void setBlob(String parameterName, Blob x) throws SQLException {
        callable().setBlob(parameterName, x);
    }

    @Override
    default void setClob(String parameterName, Clob x) throws SQLException {
        callable().setClob(parameterName, x);
    }

    @Override
    default void setAsciiStream(String parameterName, InputStream x, long length) throws SQLException {
        callable().setAsciiStream(parameterName, x, length);
    }

    @Override
    default void setBinaryStream(String parameterName, InputStream x, long length) throws SQLException {
        callable().setBinaryStream(parameterName, x, length);
    }

    @Override
    default void setCharacterStream(String parameterName, Reader reader, long length) throws SQLException {
        callable().setCharacterStream(parameterName, reader, length);
    }

    @Override
    default void setAsciiStream(String parameterName, InputStream x) throws SQLException {
        callable().setAsciiStream(parameterName, x);
    }

    @Override
    default void setBinaryStream(String parameterName, InputStream x) throws SQLException {
        callable().setBinaryStream(parameterName, x);
    }

    @Override
    default void setCharacterStream(String parameterName, Reader reader) throws SQLException {
        callable().setCharacterStream(parameterName, reader);
    }

    @Override
    default void setNCharacterStream(String parameterName, Reader value) throws SQLException {
        callable().setNCharacterStream(parameterName, value);
    }

    @Override
    default void setClob(String parameterName, Reader reader) throws SQLException {
        callable().setClob(parameterName, reader);
    }

    @Override
    default void setBlob(String parameterName, InputStream inputStream) throws SQLException {
        callable().setBlob(parameterName, inputStream);
    }

    @Override
    default void setNClob(String parameterName, Reader reader) throws SQLException {
        callable().setNClob(parameterName, reader);
    }

    @Override
    default <T> @Nullable T getObject(int parameterIndex, Class<T> type) throws SQLException {
        return callable().getObject(parameterIndex, type);
    }

    @Override
    default <T> @Nullable T getObject(String parameterName, Class<T> type) throws SQLException {
        return callable().getObject(parameterName, type);
    }

    @Override
    default void setObject(String parameterName, Object x, SQLType targetSqlType, int scaleOrLength)
            throws SQLException {
        callable().setObject(parameterName, x, targetSqlType, scaleOrLength);
    }

    @Override
    default void setObject(String parameterName, Object x, SQLType targetSqlType) throws SQLException {
        callable().setObject(parameterName, x, targetSqlType);
    }

    @Override
    default void registerOutParameter(int parameterIndex, SQLType sqlType) throws SQLException {
        callable().registerOutParameter(parameterIndex, sqlType);
    }

    @Override
    default void registerOutParameter(int parameterIndex, SQLType sqlType, int scale) throws SQLException {
        callable().registerOutParameter(parameterIndex, sqlType, scale);
    }

    @Override
    default void registerOutParameter(int parameterIndex, SQLType sqlType, String typeName) throws SQLException {
        callable().registerOutParameter(parameterIndex, sqlType, typeName);
    }

    @Override
    default void registerOutParameter(String parameterName, SQLType sqlType) throws SQLException {
        callable().registerOutParameter(parameterName, sqlType);
    }

    @Override
    default void registerOutParameter(String parameterName, SQLType sqlType, int scale) throws SQLException {
        callable().registerOutParameter(parameterName, sqlType, scale);
    }

    @Override
    default void registerOutParameter(String parameterName, SQLType sqlType, String typeName) throws SQLException {
        callable().registerOutParameter(parameterName, sqlType, typeName);
    }
}
