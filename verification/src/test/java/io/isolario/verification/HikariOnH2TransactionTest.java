package io.isolario.verification;

import javax.sql.DataSource;

class HikariOnH2TransactionTest extends TransactionVerification {

    private static final DataSource POOL = Pools.hikariOnH2("transaction");

    @Override
    protected DataSource pool() {
        return POOL;
    }
}
