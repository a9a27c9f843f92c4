package io.isolario.verification;

import io.isolario.core.Isolation;
import javax.sql.DataSource;

class HikariOnPostgresLaneSeparationTest extends SeparationVerification {

    private static final DataSource POOL = Pools.hikariOnPostgres("laneseparation");

    @Override
    protected DataSource pool() {
        return POOL;
    }

    @Override
    protected Isolation isolation() {
        return Isolation.DATABASE;
    }
}
