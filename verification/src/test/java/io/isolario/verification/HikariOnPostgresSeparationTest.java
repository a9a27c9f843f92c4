package io.isolario.verification;

import javax.sql.DataSource;

class HikariOnPostgresSeparationTest extends SeparationVerification {

    private static final DataSource POOL = Pools.hikariOnPostgres("separation");

    @Override
    protected DataSource pool() {
        return POOL;
    }
}
