package io.isolario.verification;

import javax.sql.DataSource;

class HikariOnPostgresLaneTest extends LaneVerification {

    private static final DataSource POOL = Pools.hikariOnPostgres("lane");

    @Override
    protected DataSource pool() {
        return POOL;
    }
}
