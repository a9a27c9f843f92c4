package io.isolario.verification;

import javax.sql.DataSource;

class HikariOnPostgresSharedConnectionTest extends SharedConnectionVerification {

    private static final DataSource POOL = Pools.hikariOnPostgres("sharedconnection");

    @Override
    protected DataSource pool() {
        return POOL;
    }
}
