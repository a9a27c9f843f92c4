package io.isolario.jdbc;

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
