package io.isolario.jdbc.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.CapacityExceededException;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.ResourceSession;
import io.isolario.jdbc.database.DatabaseAccess;
import io.isolario.jdbc.database.LaneChanges;
import io.isolario.jdbc.database.LaneLogin;
import io.isolario.jdbc.database.SandboxDatabase;
import io.isolario.jdbc.dialect.DatabaseProfile;
import io.isolario.jdbc.sql.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The data of one sandbox in one database, in DATABASE isolation: a lane, leased when the first connection is asked for. */
public final class LaneDatabase implements SandboxDatabase {

    private final ManagedSandbox sandbox;
    private final DatabaseProfile profile;
    private final LanePool lanes;
    private final @Nullable LaneChanges begunWith;
    private final boolean arranging;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private @Nullable LaneLease lease;

    @GuardedBy("lock")
    private boolean ended;

    /**
     * Creates the session; leases nothing yet.
     *
     * @param begunWith what the lane is to begin with; null for the bare baseline
     * @param arranging whether others are to begin with what is done in it
     */
    public LaneDatabase(
            ManagedSandbox sandbox,
            DatabaseProfile profile,
            LanePool lanes,
            @Nullable LaneChanges begunWith,
            boolean arranging) {
        this.sandbox = sandbox;
        this.profile = profile;
        this.lanes = lanes;
        this.begunWith = begunWith;
        this.arranging = arranging;
    }

    ManagedSandbox sandbox() {
        return sandbox;
    }

    @Override
    public DatabaseProfile profile() {
        return profile;
    }

    @Override
    public void reserve(Duration patience) throws SQLException {
        try {
            lease(patience);
        } catch (NoLaneException scarce) {
            throw new CapacityExceededException(String.valueOf(scarce.getMessage()), scarce);
        }
    }

    @Override
    public Connection connection(DatabaseAccess dataSource) throws SQLException {
        LaneLogin login = dataSource.login();
        LaneLease leased = lease();
        return new LaneConnection(
                this, leased, leased.take(login), login.autoCommit(), dataSource.lockWatch(profile.dialect()));
    }

    private LaneLease lease() throws SQLException {
        return lease(lanes.leaseWait());
    }

    /** One thread leases, the others of the sandbox wait for the same lane. */
    private LaneLease lease(Duration patience) throws SQLException {
        lock.lock();
        try {
            if (ended) {
                throw SqlErrors.closed("Sandbox " + sandbox + " has ended: it has no lane any more.");
            }
            LaneLease leased = lease;
            if (leased == null) {
                leased = leaseArranged(patience);
                lease = leased;
            }
            return leased;
        } finally {
            lock.unlock();
        }
    }

    private LaneLease leaseArranged(Duration patience) throws SQLException {
        LaneLease leased =
                lanes.lease(sandbox.toString(), event -> sandbox.journal().add(JournalKind.SQL, event), patience);
        try {
            sandbox.journal().add(JournalKind.SQL, "leased lane " + leased.database());
            arrange(leased);
            return leased;
        } catch (SQLException | RuntimeException failure) {
            leased.end();
            throw failure;
        }
    }

    private void arrange(LaneLease leased) throws SQLException {
        if (arranging) {
            leased.beginFixture();
        }
        LaneChanges changes = begunWith;
        if (changes != null) {
            leased.arrange(changes);
            sandbox.journal()
                    .add(
                            JournalKind.SQL,
                            "arranged the rows of the fixture: "
                                    + changes.entries().size());
        }
    }

    @Override
    public Optional<LaneChanges> changes() throws SQLException {
        return lease().changes();
    }

    @Override
    public void reset() throws SQLException {
        LaneLease leased = ifLeased();
        if (leased != null) {
            leased.restore();
            arrange(leased);
        }
    }

    @Override
    public ResourceSession.Mark mark() throws SQLException {
        LaneChanges before = lease().changes().orElseThrow(this::noCheckpoint);
        return () -> {
            LaneLease leased = lease();
            leased.restore();
            leased.arrange(before);
        };
    }

    private RefusalException noCheckpoint() {
        return new RefusalException(
                "A checkpoint was refused in sandbox " + sandbox
                        + ": the role that the application logs in with may not restore rows, so its lane can only be replaced by a new "
                        + "one. Ways out: GRANT SET ON PARAMETER session_replication_role to it (PostgreSQL 15 and later), or "
                        + "SandboxOptions.isolation(TRANSACTION), or sandbox.reset() without a checkpoint, and arranging anew.");
    }

    @Override
    public void undo() throws SQLException {
        LaneLease leased;
        lock.lock();
        try {
            ended = true;
            leased = lease;
            lease = null;
        } finally {
            lock.unlock();
        }
        if (leased != null) {
            leased.end();
            sandbox.journal().add(JournalKind.SQL, "gave the lane back");
        }
    }

    @Override
    public void release() throws SQLException {
        undo();
    }

    private @Nullable LaneLease ifLeased() {
        lock.lock();
        try {
            return lease;
        } finally {
            lock.unlock();
        }
    }
}
