package io.isolario.jdbc.lane;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pool that can be asked how many connections it has, but gives no signal when that is none. */
interface PollingAdapter extends PoolAdapter {

    Duration POLL = Duration.ofMillis(2);

    /** Keeps the pool from filling itself up; the returned action ends that. */
    Runnable keepEmpty();

    /** Closes what is idle, and has what is in use closed when it comes back. */
    void closeIdle() throws SQLException;

    /** Returns how many connections the pool has, those in use included. */
    int connections();

    /** Does not fail when the patience is over: then cloning says who is in the way. */
    @Override
    default Eviction evict(Duration patience) throws SQLException, InterruptedException {
        Eviction eviction = new PolledEviction(this, keepEmpty());
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            eviction.repeat();
            while (connections() > 0 && System.nanoTime() < deadline) {
                Thread.sleep(POLL.toMillis());
                eviction.repeat();
            }
            return eviction;
        } catch (SQLException | InterruptedException | RuntimeException failure) {
            eviction.close();
            throw failure;
        }
    }

    /** An eviction that goes on until it is closed. */
    record PolledEviction(PollingAdapter adapter, Runnable end) implements Eviction {

        @Override
        public void repeat() throws SQLException {
            adapter.closeIdle();
        }

        @Override
        public void close() {
            end.run();
        }
    }

    static void putIfThere(Map<String, String> properties, String key, @Nullable String value) {
        if (value != null) {
            properties.put(key, value);
        }
    }
}
