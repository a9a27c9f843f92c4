package io.isolario.verification;

import io.isolario.core.Isolation;
import javax.sql.DataSource;

class HikariOnPostgresLaneTransactionTest extends TransactionVerification {

    private static final DataSource POOL = Pools.hikariOnPostgres("lanetransaction");

    @Override
    protected DataSource pool() {
        return POOL;
    }

    @Override
    protected Isolation isolation() {
        return Isolation.DATABASE;
    }
}
