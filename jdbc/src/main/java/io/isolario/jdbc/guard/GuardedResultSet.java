package io.isolario.jdbc.guard;

import io.isolario.jdbc.sql.SqlCommand;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A result set that leads back to its guarded statement, and whose changes pass the chain of its connection. */
public final class GuardedResultSet extends GuardedColumns {

    private final @Nullable Statement statement;

    private final GuardedConnection connection;

    private final FetchGuard fetchGuard;
    private int fetchSize;
    private long rowsRead;

    /**
     * @param statement what the rows were had by; null if there is none
     * @param fetchSize the number of rows that the driver reads at once; 0 for all
     */
    GuardedResultSet(
            ResultSet delegate,
            @Nullable Statement statement,
            GuardedConnection connection,
            int fetchSize,
            FetchGuard fetchGuard) {
        super(delegate, connection);
        this.statement = statement;
        this.connection = connection;
        this.fetchSize = fetchSize;
        this.fetchGuard = fetchGuard;
    }

    /** The rows that the driver has read already may be read after the end of the transaction, as ever. */
    @Override
    public boolean next() throws SQLException {
        if (fetchSize > 0 && rowsRead % fetchSize == 0 && rowsRead > 0) {
            fetchGuard.beforeFetch();
        }
        rowsRead++;
        return super.next();
    }

    /** From now on every row may have to be fetched. */
    @Override
    public void setFetchSize(int rows) throws SQLException {
        super.setFetchSize(rows);
        fetchSize = fetchSize == 0 ? 0 : 1;
    }

    @Override
    public @Nullable Statement getStatement() {
        return statement;
    }

    @Override
    public void insertRow() throws SQLException {
        change("insertRow", super::insertRow);
    }

    @Override
    public void updateRow() throws SQLException {
        change("updateRow", super::updateRow);
    }

    @Override
    public void deleteRow() throws SQLException {
        change("deleteRow", super::deleteRow);
    }

    @Override
    public void refreshRow() throws SQLException {
        change("refreshRow", super::refreshRow);
    }

    private void change(String operation, Change change) throws SQLException {
        connection.run(SqlCommand.driver(SqlCommand.ROW_CHANGE + operation + "()"), () -> {
            change.apply();
            return true;
        });
    }

    private interface Change {
        void apply() throws SQLException;
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
