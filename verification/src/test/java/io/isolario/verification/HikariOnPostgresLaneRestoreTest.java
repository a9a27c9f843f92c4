package io.isolario.verification;

import javax.sql.DataSource;

class HikariOnPostgresLaneRestoreTest extends LaneRestoreVerification {

    private static final DataSource POOL = Pools.hikariOnPostgres("lane_restore");

    @Override
    protected DataSource pool() {
        return POOL;
    }
}
