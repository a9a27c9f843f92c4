package io.isolario.jdbc.lane;

import java.time.Duration;

/** A DataSource that opens a connection whenever it is asked for one, so that there is nothing to evict. */
record UnpooledAdapter(LaneLogin login) implements PoolAdapter {

    @Override
    public Eviction evict(Duration patience) {
        return () -> {};
    }
}
