package io.isolario.verification;

import javax.sql.DataSource;

class HikariOnH2SeparationTest extends SeparationVerification {

    private static final DataSource POOL = Pools.hikariOnH2("separation");

    @Override
    protected DataSource pool() {
        return POOL;
    }
}
