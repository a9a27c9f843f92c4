package io.isolario.jdbc.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.jdbc.database.LaneChanges;
import io.isolario.jdbc.database.LaneLogin;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A lane in the hands of one sandbox. Thread-safe. */
public final class LaneLease {

    private final LanePool pool;
    private final String holder;
    private final Consumer<String> journal;
    private final long sinceNanos = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private @Nullable Lane lane;

    LaneLease(LanePool pool, Lane lane, String holder, Consumer<String> journal) {
        this.pool = pool;
        this.lane = lane;
        this.holder = holder;
        this.journal = journal;
    }

    /** Returns the name of the database. */
    public String database() throws SQLException {
        return lane().database();
    }

    /** Returns a connection that nobody else has, made as {@code login} says. */
    public Connection take(LaneLogin login) throws SQLException {
        LaneConnections connections;
        long tenancy;
        lock.lock();
        try {
            connections = held().connections();
            tenancy = connections.tenancy();
        } finally {
            lock.unlock();
        }
        return connections.take(login, holder, tenancy);
    }

    /** Says that the session of a connection keeps what no reset undoes, so that the next sandbox must not get it. */
    void spoil(Connection connection) {
        Lane held = ifHeld();
        if (held != null) {
            held.connections().spoil(connection);
        }
    }

    /** Takes a connection back that has no transaction open; the next sandbox may get it. */
    public void giveBack(Connection connection) throws SQLException {
        Lane held = ifHeld();
        if (held != null) {
            held.connections().giveBack(connection);
        } else {
            connection.close();
        }
    }

    /** Takes a connection back that nobody must get any more. */
    public void discard(Connection connection) throws SQLException {
        Lane held = ifHeld();
        if (held != null) {
            held.connections().discard(connection);
        } else {
            // Its server process was ended with the sandbox; the client's end of it is still open.
            connection.close();
        }
    }

    /**
     * Puts the lane back while it stays leased.
     *
     * @throws IllegalStateException if a transaction is open in it
     */
    public void restore() throws SQLException {
        lock.lock();
        try {
            Lane held = held();
            RestoreOutcome outcome = held.restore(Lane.Leftovers.KEEP_IF_IDLE);
            Optional<String> loss = Optional.empty();
            if (!outcome.reusable()) {
                loss = held.loss(holder);
                journal.accept(LanePool.explain(held, outcome));
                lane = null;
                // Whoever still waits for a connection to the old one must not get it.
                held.connections().cutOff();
                lane = pool.replace(held, outcome);
            }
            LanePool.requireNoDifference(held, outcome);
            requireNoLoss(loss);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns what was changed so far; empty where lanes are cloned anew and nothing keeps watch.
     *
     * @throws IllegalStateException if a transaction is open in it
     * @throws io.isolario.core.RefusalException if more than rows was changed
     */
    public Optional<LaneChanges> changes() throws SQLException {
        if (!pool.arranges()) {
            return Optional.empty();
        }
        lock.lock();
        try {
            return Optional.of(held().changes(pool.template()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes changes that another lane has had; called before the lane is used.
     *
     * @throws IllegalStateException if they were made to another baseline
     */
    public void arrange(LaneChanges changes) throws SQLException {
        lock.lock();
        try {
            if (!changes.template().equals(pool.template())) {
                throw new IllegalStateException("Sandbox " + holder
                        + " cannot begin with a fixture that was arranged on another baseline: it is of "
                        + changes.template() + ", and the baseline is " + pool.template()
                        + " now, since it was written to in between. Write to the baseline before the first test.");
            }
            held().arrange(changes);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets all sequences go on below the ranges of all lanes until the lane is put back, and above those of earlier fixtures; does
     * nothing where nothing can be handed on.
     */
    public void beginFixture() throws SQLException {
        if (!pool.arranges()) {
            return;
        }
        lock.lock();
        try {
            held().beginFixture(pool.nextFixture());
        } finally {
            lock.unlock();
        }
    }

    /** Ends all its connections, puts the lane back and returns it to its pool; does nothing the second time. */
    public void end() throws SQLException {
        lock.lock();
        try {
            Lane held = lane;
            if (held == null) {
                return;
            }
            lane = null;
            RestoreOutcome outcome = held.restore(Lane.Leftovers.CUT_OFF);
            Optional<String> loss = Optional.empty();
            if (!outcome.reusable()) {
                loss = held.loss(holder);
                journal.accept(LanePool.explain(held, outcome));
            }
            pool.takeBack(this, held, outcome);
            LanePool.requireNoDifference(held, outcome);
            requireNoLoss(loss);
        } finally {
            lock.unlock();
        }
    }

    private static void requireNoLoss(Optional<String> loss) {
        if (loss.isPresent()) {
            throw new IllegalStateException(loss.get());
        }
    }

    private Lane lane() throws SQLException {
        lock.lock();
        try {
            return held();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private Lane held() throws SQLException {
        Lane held = lane;
        if (held == null) {
            throw new SQLNonTransientConnectionException("Sandbox " + holder + " has given its lane back.", "08003");
        }
        return held;
    }

    private @Nullable Lane ifHeld() {
        lock.lock();
        try {
            return lane;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return holder + " for " + (System.nanoTime() - sinceNanos) / 1_000_000 + " ms";
    }
}
