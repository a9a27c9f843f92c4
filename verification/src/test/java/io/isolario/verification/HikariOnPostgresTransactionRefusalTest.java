package io.isolario.verification;

import javax.sql.DataSource;

class HikariOnPostgresTransactionRefusalTest extends TransactionRefusalVerification {

    private static final DataSource POOL = Pools.hikariOnPostgres("transactionrefusal");

    @Override
    protected DataSource pool() {
        return POOL;
    }
}
