package io.isolario.jdbc.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.jdbc.database.LaneLogin;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lanes of this JVM. Registries that come one after the other, as in a run with several application contexts, go on with the
 * same lanes as long as they have the same baseline. Thread-safe.
 */
public final class LanePools {

    // The databases are there as long as the server is, and so are those who own them in this JVM.
    private static final LanePools SHARED = new LanePools();

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<Key, LanePool> pools = new HashMap<>();

    // How often each was given out by freeze(..) and not released.
    @GuardedBy("lock")
    private final Map<LanePool, Integer> users = new HashMap<>();

    // Of all registries of this JVM: whatever leads to a baseline has to let go of it while it is frozen. Weak, as a
    // context that is
    // thrown away need not close its registry.
    private final Set<LaneAccess> dataSources =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private record Key(String server, LaneLogin login, String hash, LaneSettings settings) {}

    LanePools() {}

    void join(LaneAccess dataSource) {
        dataSources.add(dataSource);
    }

    void leave(LaneAccess dataSource) {
        dataSources.remove(dataSource);
    }

    /** Returns those of all registries of this JVM. */
    List<LaneAccess> dataSources() {
        synchronized (dataSources) {
            return new ArrayList<>(dataSources);
        }
    }

    /** Returns those of this JVM. */
    public static LanePools shared() {
        return SHARED;
    }

    /**
     * Freezes a baseline as it is now, and returns its lanes; to be {@link #release released}.
     *
     * @param server what tells the running server from others
     * @param database the name of the application's database
     * @param pools all pools of the application that lead to it; lanes are made as the first one logs in
     * @param owner whom this is for, for messages
     * @throws io.isolario.core.RefusalException if there can be no lanes on this server, with this role
     */
    public LanePool freeze(String server, String database, List<PoolAdapter> pools, LaneSettings settings, String owner)
            throws SQLException, InterruptedException {
        BaselineFreeze freeze = new BaselineFreeze(pools, database, settings, owner);
        lock.lockInterruptibly();
        try {
            String hash = freeze.freeze();
            LaneLogin login = pools.get(0).login();
            Key key =
                    new Key(server, new LaneLogin(login.urlOf("any"), login.properties(), true, null), hash, settings);
            LanePool known = this.pools.get(key);
            if (known == null) {
                known = new LanePool(
                        new LaneFactory(login, freeze.server(), hash, settings, freeze.upkeep()), settings);
                this.pools.put(key, known);
            }
            users.merge(known, 1, Integer::sum);
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** Says that whoever froze a baseline opens no more sandboxes; when all have, no session stays in its lanes. */
    public void release(LanePool pool) {
        lock.lock();
        try {
            if (users.merge(pool, -1, Integer::sum) > 0) {
                return;
            }
            users.remove(pool);
            pools.values().remove(pool);
        } finally {
            lock.unlock();
        }
        pool.retire();
    }
}
