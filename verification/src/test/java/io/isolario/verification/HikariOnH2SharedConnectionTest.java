package io.isolario.verification;

import javax.sql.DataSource;

class HikariOnH2SharedConnectionTest extends SharedConnectionVerification {

    private static final DataSource POOL = Pools.hikariOnH2("sharedconnection");

    @Override
    protected DataSource pool() {
        return POOL;
    }
}
