package io.isolario.verification;

import javax.sql.DataSource;

class HikariOnH2TransactionRefusalTest extends TransactionRefusalVerification {

    private static final DataSource POOL = Pools.hikariOnH2("transactionrefusal");

    @Override
    protected DataSource pool() {
        return POOL;
    }
}
