package io.isolario.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A result set that leads back to its guarded statement, and whose changes pass the chain of its connection. */
final class GuardedResultSet extends ForwardingResultSet {

    /** How the descriptions of changes begin. */
    static final String CHANGE = "ResultSet.";

    private final Statement statement;
    private final GuardedConnection connection;

    GuardedResultSet(ResultSet delegate, Statement statement, GuardedConnection connection) {
        super(delegate);
        this.statement = statement;
        this.connection = connection;
    }

    @Override
    public Statement getStatement() {
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
        connection.run(SqlCommand.driver(CHANGE + operation + "()"), () -> {
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
