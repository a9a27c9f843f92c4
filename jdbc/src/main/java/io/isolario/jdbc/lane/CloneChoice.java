package io.isolario.jdbc.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out how a template is cloned fastest: each way that the server has is tried once, by the first lanes, and the fastest one
 * makes all others.
 *
 * <p>It cannot be told beforehand. With 40 tables (10 MB) a clone took 14 to 16 ms by files and 22 to 31 ms through the log on a RAM disk,
 * but 357 and 51 ms on a durable disk; shared blocks took 22 ms where copied files took 14. {@code bench/run lanes} prints the
 * figures of a machine. Thread-safe.
 */
final class CloneChoice {

    private static final Logger LOG = LoggerFactory.getLogger(LanePool.class);
    private static final int FIRST_WITH_STRATEGY = 150000;

    /** What is larger is not worth writing twice, not even to try. */
    private static final long LARGEST_LOGGED_BYTES = 256L * 1024 * 1024;

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final List<CloneStrategy> untried;

    @GuardedBy("lock")
    private final Map<CloneStrategy, Duration> tried = new EnumMap<>(CloneStrategy.class);

    private final CloneStrategy likeliest;

    /**
     * @param candidates the likeliest first; not empty
     */
    CloneChoice(List<CloneStrategy> candidates) {
        this.untried = new ArrayList<>(candidates);
        this.likeliest = candidates.get(0);
    }

    /** Asks the server what it can do; the likeliest is what the figures above say of its durability. */
    static CloneChoice of(Connection connection, String source) throws SQLException {
        if (Integer.parseInt(Sql.single(connection, "SHOW server_version_num")) < FIRST_WITH_STRATEGY) {
            return new CloneChoice(List.of(CloneStrategy.UNSPECIFIED));
        }
        List<CloneStrategy> candidates = new ArrayList<>(List.of(CloneStrategy.FILE_COPY));
        if (!Sql.column(
                        connection,
                        "SELECT 1 FROM pg_settings WHERE name = 'file_copy_method' AND 'clone' = ANY (enumvals)")
                .isEmpty()) {
            candidates.add(CloneStrategy.CLONED_FILES);
        }
        if (Long.parseLong(Sql.single(connection, "SELECT pg_database_size(?)", source)) <= LARGEST_LOGGED_BYTES) {
            boolean durable = Sql.single(connection, "SHOW fsync").equals("on");
            candidates.add(durable ? 0 : candidates.size(), CloneStrategy.WAL_LOG);
        }
        return new CloneChoice(candidates);
    }

    /** Returns what is likely to be fast, for a clone that is not measured. */
    CloneStrategy likeliest() {
        return likeliest;
    }

    /** Returns what the next lane is to be cloned by; clones that run at the same time try different ways. */
    CloneStrategy next() {
        lock.lock();
        try {
            if (!untried.isEmpty()) {
                return untried.remove(0);
            }
            return tried.entrySet().stream()
                    .min(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                    .map(Map.Entry::getKey)
                    .orElse(likeliest);
        } finally {
            lock.unlock();
        }
    }

    /** Notes how long a clone took; the first time counts. */
    void took(CloneStrategy strategy, Duration duration) {
        lock.lock();
        try {
            if (tried.putIfAbsent(strategy, duration) == null) {
                LOG.debug("Cloning by {} took {} ms", strategy, duration.toMillis());
            }
        } finally {
            lock.unlock();
        }
    }
}
