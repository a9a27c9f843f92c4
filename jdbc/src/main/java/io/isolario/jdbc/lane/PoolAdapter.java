package io.isolario.jdbc.lane;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** What lanes need of the application's pool. */
public interface PoolAdapter {

    /** Returns how the pool makes its connections. */
    LaneLogin login();

    /**
     * Closes the pool's connections and keeps it from opening new ones on its own, until {@link Eviction#close()}.
     *
     * @param patience how long connections that are in use are waited for
     */
    Eviction evict(Duration patience) throws SQLException, InterruptedException;

    /** A pool that keeps no connections of its own accord; gone back to normal when closed. */
    @FunctionalInterface
    interface Eviction extends AutoCloseable {

        @Override
        void close();
    }

    /** Returns the adapter to a pool; empty if there is none. */
    static Optional<PoolAdapter> of(DataSource pool) throws SQLException {
        return KnownPools.recognise(pool);
    }
}
