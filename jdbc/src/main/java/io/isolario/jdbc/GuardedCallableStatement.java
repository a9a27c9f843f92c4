package io.isolario.jdbc;

import java.sql.CallableStatement;

/** A call of a stored procedure whose every execution passes the chain of its connection. */
final class GuardedCallableStatement extends ForwardingCallableStatement {

    GuardedCallableStatement(CallableStatement delegate, GuardedConnection connection, String sql) {
        super(delegate, connection, sql);
    }
}
