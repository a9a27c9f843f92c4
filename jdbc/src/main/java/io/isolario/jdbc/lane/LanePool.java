package io.isolario.jdbc.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes of one frozen baseline: cloned when needed, lent first come, first served, replaced when spoiled. Thread-safe. */
public final class LanePool {

    private static final Logger LOG = LoggerFactory.getLogger(LanePool.class);
    private static final String TIMEOUT = "HYT00";

    private final LaneFactory making;
    private final LaneSettings settings;
    private final BackgroundWork background;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger fixtures = new AtomicInteger();

    @GuardedBy("lock")
    private final Deque<Lane> idle = new ArrayDeque<>();

    @GuardedBy("lock")
    private final Deque<CompletableFuture<Lane>> waiters = new ArrayDeque<>();

    @GuardedBy("lock")
    private final Set<LaneLease> leases = new LinkedHashSet<>();

    // Idle, lent and being made.
    @GuardedBy("lock")
    private int lanes;

    @GuardedBy("lock")
    private boolean retired;

    LanePool(LaneFactory making, LaneSettings settings) {
        this.making = making;
        this.settings = settings;
        this.background = new BackgroundWork("Lanes of " + making);
    }

    /** Returns a lane that nobody else has, as soon as the settings let wait for one. */
    LaneLease lease(String holder, Consumer<String> journal) throws SQLException {
        return lease(holder, journal, leaseWait());
    }

    /**
     * Returns a lane that nobody else has.
     *
     * @param holder whom it is for, for messages
     * @param journal is told when the lane cannot be restored
     * @param patience how long to wait for one at most
     * @throws NoLaneException if none became free in time
     */
    public LaneLease lease(String holder, Consumer<String> journal, Duration patience) throws SQLException {
        LaneLease lease = new LaneLease(this, acquire(holder, patience), holder, journal);
        lock.lock();
        try {
            leases.add(lease);
        } finally {
            lock.unlock();
        }
        return lease;
    }

    /** Takes a lane; those that were lost while nobody used them, as by a crash of the server, are replaced. */
    private Lane acquire(String holder, Duration patience) throws SQLException {
        Lane lane = acquireOne(holder, patience);
        while (!lane.isAlive()) {
            LOG.info("lane {} is replaced: the session that looks after it was ended", lane.database());
            dropInBackground(lane);
            lane = make();
        }
        return lane;
    }

    private Lane acquireOne(String holder, Duration patience) throws SQLException {
        CompletableFuture<Lane> waiter = null;
        lock.lock();
        try {
            Lane ready = idle.pollLast();
            if (ready != null) {
                return ready;
            }
            if (lanes < settings.maxLanes()) {
                lanes++;
            } else {
                waiter = new CompletableFuture<>();
                waiters.addLast(waiter);
            }
        } finally {
            lock.unlock();
        }
        return waiter == null ? make() : await(waiter, holder, patience);
    }

    /** Makes a lane that counts already. */
    private Lane make() throws SQLException {
        try {
            return making.make();
        } catch (SQLException | RuntimeException failure) {
            uncount();
            throw failure;
        }
    }

    private void uncount() {
        boolean wanted;
        lock.lock();
        try {
            wanted = !waiters.isEmpty();
            if (!wanted) {
                lanes--;
            }
        } finally {
            lock.unlock();
        }
        if (wanted) {
            makeInBackground();
        }
    }

    private Lane await(CompletableFuture<Lane> waiter, String holder, Duration patience) throws SQLException {
        try {
            return waiter.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            Lane late = withdraw(waiter);
            if (late != null) {
                return late;
            }
            throw scarce(holder, patience);
        } catch (InterruptedException e) {
            Lane late = withdraw(waiter);
            if (late != null) {
                offer(late);
            }
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException(
                    "Interrupted while sandbox " + holder + " waited for a lane.", TIMEOUT, e);
        } catch (ExecutionException e) {
            throw new SQLException("No lane for sandbox " + holder + ": " + e.getCause(), e);
        }
    }

    /** Gives up waiting; returns the lane that came in the last moment. */
    private @Nullable Lane withdraw(CompletableFuture<Lane> waiter) {
        lock.lock();
        try {
            return waiters.removeIf(other -> other == waiter) ? null : waiter.getNow(null);
        } finally {
            lock.unlock();
        }
    }

    private NoLaneException scarce(String holder, Duration patience) {
        List<String> holders;
        int others;
        lock.lock();
        try {
            holders = leases.stream().map(LaneLease::toString).toList();
            others = waiters.size();
        } finally {
            lock.unlock();
        }
        return new NoLaneException("Sandbox " + holder + " got no lane within "
                + patience.toMillis() + " ms: all "
                + settings.maxLanes() + " are taken, by " + holders + ". " + others
                + " others wait. Ways out: more lanes (-D" + LaneSettings.MAX_LANES_PROPERTY
                + "=n), fewer tests at once (-Disolario.parallelism=n), or tests that end sooner.");
    }

    /** Gives a lane to whoever waits longest, or keeps it. */
    private void offer(Lane lane) {
        lock.lock();
        try {
            for (CompletableFuture<Lane> waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
                if (waiter.complete(lane)) {
                    return;
                }
            }
            if (!retired) {
                idle.addLast(lane);
                return;
            }
            lanes--;
        } finally {
            lock.unlock();
        }
        lane.close();
    }

    /** Ends the sessions in the idle lanes, and in each other one when it comes back; the databases stay for later runs. */
    void retire() {
        List<Lane> toClose;
        lock.lock();
        try {
            retired = true;
            toClose = List.copyOf(idle);
            idle.clear();
            lanes -= toClose.size();
        } finally {
            lock.unlock();
        }
        toClose.forEach(Lane::close);
    }

    void takeBack(LaneLease lease, Lane lane, RestoreOutcome outcome) {
        lock.lock();
        try {
            leases.remove(lease);
        } finally {
            lock.unlock();
        }
        if (outcome.reusable()) {
            offer(lane);
            return;
        }
        logUnlessUsual(lane, outcome);
        dropInBackground(lane);
        makeInBackground();
    }

    /** Returns a lane instead of one that could not be restored while it was leased. */
    Lane replace(Lane spoiled, RestoreOutcome outcome) throws SQLException {
        logUnlessUsual(spoiled, outcome);
        dropInBackground(spoiled);
        return make();
    }

    private static void logUnlessUsual(Lane lane, RestoreOutcome outcome) {
        if (!outcome.equals(RestoreOutcome.USED_UP)) {
            LOG.info("{}", explain(lane, outcome));
        }
    }

    private void dropInBackground(Lane lane) {
        background.submit(() -> making.drop(lane));
    }

    private void makeInBackground() {
        background.submit(() -> offer(make()));
    }

    /** Returns how long a sandbox waits for a lane when it first needs one. */
    public Duration leaseWait() {
        return settings.leaseWait();
    }

    /** Returns whether changes can be put from one lane into another. */
    boolean arranges() {
        return making.upkeep().restores();
    }

    /** Returns the number of the fixture that is arranged next. */
    int nextFixture() {
        return fixtures.getAndIncrement();
    }

    /** Returns the name of the template, which tells one content of the baseline from every other. */
    String template() {
        return making.toString();
    }

    static String explain(Lane lane, RestoreOutcome outcome) {
        return "lane " + lane.database() + " cannot be restored and is replaced, because of: "
                + (outcome.spoiledBy().isEmpty() ? outcome.differences() : outcome.spoiledBy());
    }

    static void requireNoDifference(Lane lane, RestoreOutcome outcome) {
        if (!outcome.differences().isEmpty()) {
            throw new IllegalStateException("Lane " + lane.database() + " differs from its template after the restore: "
                    + outcome.differences() + ". This is a defect of Isolario; the lane is not used again.");
        }
    }

    @Override
    public String toString() {
        return "LanePool{" + making + "}";
    }
}
