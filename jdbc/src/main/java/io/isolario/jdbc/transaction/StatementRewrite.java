package io.isolario.jdbc.transaction;

import io.isolario.jdbc.dialect.ClockRewrite;
import io.isolario.jdbc.dialect.Dialect;
import io.isolario.jdbc.sql.SqlScript;

/** What is sent to the server for a statement of the application: the same, but for what one outer transaction would change. */
final class StatementRewrite {

    private StatementRewrite() {}

    static String of(String sql, Dialect dialect) {
        if (!dialect.isReadAsStandard()) {
            return sql;
        }
        SqlScript script = SqlScript.of(sql);
        String locking = LockClauseRewrite.concerns(script) ? LockClauseRewrite.of(sql) : sql;
        if (!ClockRewrite.concerns(script)) {
            return locking;
        }
        return dialect.clock()
                .map(clock -> ClockRewrite.of(locking, clock.expression()))
                .orElse(locking);
    }
}
