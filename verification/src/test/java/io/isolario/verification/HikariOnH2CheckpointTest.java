package io.isolario.verification;

import javax.sql.DataSource;

class HikariOnH2CheckpointTest extends CheckpointVerification {

    private static final DataSource POOL = Pools.hikariOnH2("checkpoint");

    @Override
    protected DataSource pool() {
        return POOL;
    }
}
