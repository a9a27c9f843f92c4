package io.isolario.jdbc.guard;

import io.isolario.jdbc.forward.ForwardingCallableStatement;
import java.sql.CallableStatement;
import java.sql.SQLException;

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
}
