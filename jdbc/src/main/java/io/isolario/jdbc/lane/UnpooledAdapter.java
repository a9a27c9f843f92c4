package io.isolario.jdbc.lane;

import io.isolario.jdbc.database.LaneLogin;
import java.time.Duration;

/** A DataSource that opens a connection whenever it is asked for one, so that there is nothing to evict. */
record UnpooledAdapter(LaneLogin login) implements PoolAdapter {

    private static final Eviction NOTHING_TO_EVICT = new Eviction() {
        @Override
        public void repeat() {}

        @Override
        public void close() {}
    };

    @Override
    public Eviction evict(Duration patience) {
        return NOTHING_TO_EVICT;
    }
}
