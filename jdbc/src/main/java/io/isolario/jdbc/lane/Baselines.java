package io.isolario.jdbc.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxRegistry;
import io.isolario.jdbc.dialect.DatabaseIdentity;
import io.isolario.jdbc.dialect.DatabaseProfile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The databases of one registry, each frozen when a sandbox first needs lanes of it, and again after it was written to. */
public final class Baselines {

    private static final Logger LOG = LoggerFactory.getLogger(LanePool.class);

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final List<LaneAccess> dataSources = new ArrayList<>();

    @GuardedBy("lock")
    private final Map<DatabaseIdentity, LanePool> frozen = new HashMap<>();

    // Those that were frozen before the baseline was written to, until it is frozen again.
    @GuardedBy("lock")
    private final Map<DatabaseIdentity, LanePool> outdated = new HashMap<>();

    // Set by whoever gets a connection to write to the baseline; a late one costs a look at the content.
    private volatile boolean touched;

    private Baselines() {}

    public static Baselines of(SandboxRegistry registry) {
        return registry.shared(Baselines.class, Baselines::new);
    }

    public void add(LaneAccess dataSource) {
        lock.lock();
        try {
            dataSources.add(dataSource);
            LanePools.shared().join(dataSource);
        } finally {
            lock.unlock();
        }
    }

    /** Notes that somebody may write to a baseline. */
    public void touch() {
        touched = true;
    }

    public LanePool lanes(LaneAccess dataSource, ManagedSandbox sandbox) throws SQLException {
        DatabaseProfile profile = dataSource.profile();
        requireLanes(dataSource, profile, sandbox);
        lock.lock();
        try {
            // Sandboxes that are open at the same time have the same baseline, whatever becomes of it meanwhile.
            if (touched && sandbox.registry().openSandboxes().isEmpty()) {
                touched = false;
                outdated.putAll(frozen);
                frozen.clear();
            }
            LanePool lanes = frozen.get(profile.identity());
            if (lanes == null) {
                lanes = freeze(profile.identity(), dataSource, sandbox);
                frozen.put(profile.identity(), lanes);
                release(outdated.remove(profile.identity()));
            }
            return lanes;
        } finally {
            lock.unlock();
        }
    }

    /** Leaves the lanes to others; all sandboxes have ended. */
    public void close() {
        lock.lock();
        try {
            frozen.values().forEach(Baselines::release);
            outdated.values().forEach(Baselines::release);
            frozen.clear();
            outdated.clear();
            dataSources.forEach(LanePools.shared()::leave);
        } finally {
            lock.unlock();
        }
    }

    /** Other contexts of this JVM have pools that keep connections to the same database open, too. */
    @GuardedBy("lock")
    private void addThoseOfOthers(DatabaseIdentity identity, List<LaneAccess> leading, List<PoolAdapter> pools) {
        for (LaneAccess other : LanePools.shared().dataSources()) {
            if (!dataSources.contains(other)) {
                try {
                    if (other.profile().identity().equals(identity)) {
                        pools.add(other.poolAdapter());
                        leading.add(other);
                    }
                } catch (SQLException | RuntimeException noneOfOurs) {
                    // Closed, exhausted, or of a database that has no lanes: should it be in the way, freezing says so.
                    LOG.debug("DataSource \"{}\" of another registry is left alone", other.name(), noneOfOurs);
                }
            }
        }
    }

    private static void release(@Nullable LanePool lanes) {
        if (lanes != null) {
            LanePools.shared().release(lanes);
        }
    }

    private static void requireLanes(LaneAccess dataSource, DatabaseProfile profile, ManagedSandbox sandbox) {
        if (!profile.dialect().hasLanes()) {
            throw new RefusalException(
                    "Isolation DATABASE was refused for sandbox " + sandbox + ": DataSource \""
                            + dataSource.name() + "\" leads to "
                            + profile.dialect().name()
                            + ", which cannot clone a database. It has isolation TRANSACTION. Ways out: @Sandboxed(isolation = "
                            + "TRANSACTION), SandboxOptions.isolation(TRANSACTION), or PostgreSQL (ThrowawayPostgres.start()).");
        }
    }

    @GuardedBy("lock")
    private LanePool freeze(DatabaseIdentity identity, LaneAccess dataSource, ManagedSandbox sandbox)
            throws SQLException {
        List<LaneAccess> leading = new ArrayList<>(List.of(dataSource));
        List<PoolAdapter> pools = new ArrayList<>(List.of(dataSource.poolAdapter()));
        for (LaneAccess other : dataSources) {
            if (other != dataSource && other.profile().identity().equals(identity)) {
                pools.add(other.poolAdapter());
                leading.add(other);
            }
        }
        addThoseOfOthers(identity, leading, pools);
        leading.forEach(LaneAccess::hold);
        try {
            return LanePools.shared()
                    .freeze(
                            identity.server(),
                            identity.database(),
                            pools,
                            LaneSettings.defaults(),
                            "sandbox " + sandbox + " on DataSource \"" + dataSource.name() + "\"");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException(
                    "Interrupted while the baseline of DataSource \"" + dataSource.name() + "\" was frozen.", e);
        } finally {
            leading.forEach(LaneAccess::release);
        }
    }
}
