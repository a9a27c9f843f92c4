package io.isolario.verification;

import javax.sql.DataSource;

class HikariOnPostgresTransactionTest extends TransactionVerification {

    private static final DataSource POOL = Pools.hikariOnPostgres("transaction");

    @Override
    protected DataSource pool() {
        return POOL;
    }
}
