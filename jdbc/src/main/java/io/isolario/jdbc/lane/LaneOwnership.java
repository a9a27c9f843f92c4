package io.isolario.jdbc.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.jdbc.database.LaneLogin;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds databases of ours against other processes and pools, by locks of a session that is in none of them: a test can end every
 * session of its own database, but this one stays. There is a session only while something is held. Thread-safe.
 *
 * <p>A lane has the lock of its keeper besides. It is taken over only when both are free, so it stays owned when one session is lost.
 */
final class LaneOwnership {

    private static final Logger LOG = LoggerFactory.getLogger(LanePool.class);

    private final LaneLogin login;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Set<String> held = new LinkedHashSet<>();

    @GuardedBy("lock")
    private @Nullable Connection session;

    // When the session was last known to live.
    @GuardedBy("lock")
    private long heardOfNanos;

    LaneOwnership(LaneLogin login) {
        this.login = login;
    }

    /** Takes a database, which need not be there yet; returns whether nobody else has it. */
    boolean acquire(String database) throws SQLException {
        lock.lock();
        try {
            if (held.contains(database)) {
                return false;
            }
            try {
                boolean taken = LaneServer.tryOwn(living(), database);
                if (taken) {
                    held.add(database);
                }
                return taken;
            } finally {
                closeUnlessUsed();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether a database is still held; what a lost session held is taken again, unless somebody else was faster. */
    boolean holds(String database) throws SQLException {
        lock.lock();
        try {
            if (held.contains(database) && System.nanoTime() - heardOfNanos >= LaneConnections.HEARSAY_NANOS) {
                living();
            }
            closeUnlessUsed();
            return held.contains(database);
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the server is there, and has been all the time since the session began. */
    boolean isServerSound() {
        lock.lock();
        try {
            Connection living = session;
            // First the new one: who can log in after a crash finds the old ones ended.
            KeeperConnector.open(login, LaneServer.MAINTENANCE_DATABASE).close();
            return living != null && living.isValid(LaneConnections.VALIDATION_SECONDS);
        } catch (SQLException unreachable) {
            LOG.debug("The server cannot be reached", unreachable);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Lets others have a database. */
    void release(String database) {
        lock.lock();
        try {
            if (held.remove(database)) {
                disown(database);
            }
            closeUnlessUsed();
        } finally {
            lock.unlock();
        }
    }

    /** By word even if the session is closed next: its server process ends some time later. */
    @GuardedBy("lock")
    private void disown(String database) {
        Connection living = session;
        if (living == null) {
            return;
        }
        try {
            LaneServer.disown(living, database);
        } catch (SQLException failure) {
            // With the session all locks are gone; those that are still wanted are taken again.
            LOG.debug("{} could not be released alone", database, failure);
            close();
        }
    }

    @GuardedBy("lock")
    private Connection living() throws SQLException {
        Connection living = session;
        if (living != null && living.isValid(LaneConnections.VALIDATION_SECONDS)) {
            heardOfNanos = System.nanoTime();
            return living;
        }
        close();
        Connection opened = KeeperConnector.open(login, LaneServer.MAINTENANCE_DATABASE);
        session = opened;
        for (Iterator<String> wanted = held.iterator(); wanted.hasNext(); ) {
            if (!LaneServer.tryOwn(opened, wanted.next())) {
                wanted.remove();
            }
        }
        heardOfNanos = System.nanoTime();
        return opened;
    }

    @GuardedBy("lock")
    private void closeUnlessUsed() {
        if (held.isEmpty()) {
            close();
        }
    }

    @GuardedBy("lock")
    private void close() {
        Connection ended = session;
        session = null;
        if (ended != null) {
            try {
                ended.close();
            } catch (SQLException e) {
                LOG.debug("Could not close the session that owns lanes", e);
            }
        }
    }
}
