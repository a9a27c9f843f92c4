package io.isolario.jdbc.guard;

import io.isolario.jdbc.forward.ForwardingPreparedStatement;
import io.isolario.jdbc.sql.SqlCommand;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A prepared statement whose every execution passes the chain of its connection. */
public class GuardedPreparedStatement extends GuardedStatement implements ForwardingPreparedStatement {

    private final PreparedStatement delegate;
    private final SqlCommand command;

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
    final String preparedSql() {
        return command.text();
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
}
