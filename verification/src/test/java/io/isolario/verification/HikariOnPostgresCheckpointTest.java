package io.isolario.verification;

import javax.sql.DataSource;

class HikariOnPostgresCheckpointTest extends CheckpointVerification {

    private static final DataSource POOL = Pools.hikariOnPostgres("checkpoint");

    @Override
    protected DataSource pool() {
        return POOL;
    }
}
