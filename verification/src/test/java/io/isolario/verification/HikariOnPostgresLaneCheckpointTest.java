package io.isolario.verification;

import io.isolario.core.Isolation;
import javax.sql.DataSource;

class HikariOnPostgresLaneCheckpointTest extends CheckpointVerification {

    private static final DataSource POOL = Pools.hikariOnPostgres("lanecheckpoint");

    @Override
    protected DataSource pool() {
        return POOL;
    }

    @Override
    protected Isolation isolation() {
        return Isolation.DATABASE;
    }
}
