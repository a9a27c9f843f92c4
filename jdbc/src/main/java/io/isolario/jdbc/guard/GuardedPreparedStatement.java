package io.isolario.jdbc.guard;

import io.isolario.jdbc.forward.ForwardingPreparedStatement;
import io.isolario.jdbc.sql.SqlCommand;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A prepared statement whose every execution passes the chain of its connection. */
public class GuardedPreparedStatement extends ForwardingPreparedStatement {

    private final SqlCommand command;

    public GuardedPreparedStatement(PreparedStatement delegate, GuardedConnection connection, String sql)
            throws SQLException {
        super(delegate, connection, sql);
        this.command = SqlCommand.sql(sql);
    }

    @Override
    final String preparedSql() {
        return command.text();
    }

    @Override
    public final ResultSet executeQuery() throws SQLException {
        return guarded(run(command, super::executeQuery));
    }

    @Override
    public final boolean execute() throws SQLException {
        return run(command, super::execute);
    }

    @Override
    public final int executeUpdate() throws SQLException {
        return run(command, super::executeUpdate);
    }

    @Override
    public final long executeLargeUpdate() throws SQLException {
        return run(command, super::executeLargeUpdate);
    }
}
