package io.isolario.jdbc.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.jdbc.database.LaneLogin;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets lanes of one template: those that an earlier run left, then new ones. Thread-safe. */
final class LaneFactory {

    private static final Logger LOG = LoggerFactory.getLogger(LaneFactory.class);
    // A database of that name is there; or the other one that makes it was a moment earlier.
    private static final Set<String> TAKEN = Set.of("42P04", "23505");

    private final LaneLogin login;
    private final LaneServer server;
    private final LaneOwnership ownership;
    private final String template;
    private final String start;
    private final LaneSettings settings;
    private final RestoreMode upkeep;
    private final CloneChoice choice;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Deque<String> left = new ArrayDeque<>();

    @GuardedBy("lock")
    private int highest;

    LaneFactory(LaneLogin login, LaneServer server, String hash, LaneSettings settings, RestoreMode upkeep)
            throws SQLException {
        this.login = login;
        this.server = server;
        this.ownership = new LaneOwnership(login);
        this.template = BaselineFreeze.templateOf(hash);
        this.start = BaselineFreeze.lanesOf(hash);
        this.settings = settings;
        this.upkeep = upkeep;
        this.choice = server.cloneChoice(template);
        for (String lane : server.databases(start)) {
            if (upkeep.restores()) {
                left.add(lane);
            } else {
                server.dropIfIdle(lane);
            }
            highest = Math.max(highest, Integer.parseInt(lane.substring(start.length())));
        }
    }

    RestoreMode upkeep() {
        return upkeep;
    }

    Lane make() throws SQLException {
        for (String database = nextLeft(); database != null; database = nextLeft()) {
            Optional<Lane> adopted = adopt(database);
            if (adopted.isPresent()) {
                return adopted.get();
            }
        }
        return cloneNew();
    }

    /** Takes a lane that an earlier run left; one that nobody has and that is of no use is dropped, lest they pile up. */
    private Optional<Lane> adopt(String database) {
        try {
            if (!ownership.acquire(database)) {
                return Optional.empty();
            }
            try {
                Optional<Lane> adopted = Lane.adopt(login, database, settings, upkeep, ownership);
                if (adopted.isPresent()) {
                    return adopted;
                }
            } catch (SQLException unusable) {
                LOG.debug("Lane {} of an earlier run is not used", database, unusable);
            }
            ownership.release(database);
            if (server.dropIfIdle(database)) {
                LOG.info("dropped lane {} of an earlier run: it cannot be put back", database);
            }
        } catch (SQLException failure) {
            LOG.debug("Lane {} of an earlier run is neither used nor dropped", database, failure);
        }
        return Optional.empty();
    }

    private @org.jspecify.annotations.Nullable String nextLeft() {
        lock.lock();
        try {
            return left.poll();
        } finally {
            lock.unlock();
        }
    }

    private Lane cloneNew() throws SQLException {
        while (true) {
            int number = nextNumber();
            String database = start + number;
            if (!ownership.acquire(database)) {
                continue;
            }
            Optional<Lane> begun = Optional.empty();
            try {
                cloneMeasured(database);
                begun = Lane.begin(login, database, number, settings, upkeep, ownership);
                if (begun.isPresent()) {
                    return begun.get();
                }
            } catch (SQLException failure) {
                // Another process had the same idea: it is its lane.
                if (!TAKEN.contains(String.valueOf(failure.getSQLState()))) {
                    throw failure;
                }
            } finally {
                if (begun.isEmpty()) {
                    ownership.release(database);
                }
            }
        }
    }

    private void cloneMeasured(String database) throws SQLException {
        CloneStrategy strategy = choice.next();
        long startedNanos = System.nanoTime();
        server.clone(template, database, strategy);
        choice.took(strategy, Duration.ofNanos(System.nanoTime() - startedNanos));
    }

    private int nextNumber() {
        lock.lock();
        try {
            return ++highest;
        } finally {
            lock.unlock();
        }
    }

    /** Closes a lane and drops its database, unless it was lost and somebody else has taken it since. */
    void drop(Lane lane) throws SQLException {
        boolean held;
        try {
            held = lane.isHeld();
        } catch (SQLException unreachable) {
            lane.close();
            throw unreachable;
        }
        if (held) {
            // While it is held: another pool or process would adopt what nobody owns, and have it dropped under its
            // feet.
            try {
                server.drop(lane.database());
            } finally {
                lane.close();
            }
        } else {
            lane.close();
            server.dropIfIdle(lane.database());
        }
    }

    @Override
    public String toString() {
        return template;
    }
}
