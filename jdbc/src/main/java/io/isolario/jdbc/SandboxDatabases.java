package io.isolario.jdbc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.ResourceSession;
import io.isolario.jdbc.database.LaneChanges;
import io.isolario.jdbc.database.SandboxDatabase;
import io.isolario.jdbc.dialect.DatabaseIdentity;
import io.isolario.jdbc.dialect.DatabaseProfile;
import io.isolario.jdbc.lane.LaneDatabase;
import io.isolario.jdbc.sql.SqlErrors;
import io.isolario.jdbc.transaction.TransactionDatabase;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The databases that one sandbox has used: DataSources that lead to the same one share one {@link SandboxDatabase}. */
public final class SandboxDatabases {

    private final ManagedSandbox sandbox;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<DatabaseIdentity, SandboxDatabase> databases = new LinkedHashMap<>();

    // What other sandboxes have done and this one begins with.
    @GuardedBy("lock")
    private Map<DatabaseIdentity, LaneChanges> begunWith = Map.of();

    @GuardedBy("lock")
    private boolean arranging;

    @GuardedBy("lock")
    private boolean ended;

    SandboxDatabases(ManagedSandbox sandbox) {
        this.sandbox = sandbox;
    }

    SandboxDatabase database(SandboxDataSource dataSource) throws SQLException {
        DatabaseProfile profile = dataSource.access().profile();
        lock.lock();
        try {
            if (ended) {
                throw SqlErrors.closed("Sandbox " + sandbox + " has ended: it has no connection of \""
                        + dataSource.name() + "\" any more.");
            }
            SandboxDatabase database = databases.get(profile.identity());
            if (database == null) {
                database = open(dataSource, profile);
                databases.put(profile.identity(), database);
            }
            return database;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private SandboxDatabase open(SandboxDataSource dataSource, DatabaseProfile profile) throws SQLException {
        return sandbox.isolation() == Isolation.DATABASE
                ? new LaneDatabase(
                        sandbox, profile, dataSource.lanes(sandbox), begunWith.get(profile.identity()), arranging)
                : new TransactionDatabase(sandbox, dataSource.access(), profile);
    }

    /** Returns what was changed so far in each database; empty if one of them cannot tell. */
    Optional<Map<DatabaseIdentity, LaneChanges>> changes() throws SQLException {
        if (sandbox.isolation() != Isolation.DATABASE) {
            return Optional.empty();
        }
        Map<DatabaseIdentity, LaneChanges> all = new HashMap<>();
        for (SandboxDatabase database : all()) {
            Optional<LaneChanges> changes = database.changes();
            if (changes.isEmpty()) {
                return Optional.empty();
            }
            all.put(database.profile().identity(), changes.get());
        }
        return Optional.of(all);
    }

    /** Other sandboxes are to begin with what is done in this one; called before any database is used. */
    void arrangeForOthers() {
        lock.lock();
        try {
            arranging = true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets each database begin with changes that another sandbox has made; called before any is used, and after a reset. */
    void beginWith(Map<DatabaseIdentity, LaneChanges> changes) {
        lock.lock();
        try {
            begunWith = changes;
        } finally {
            lock.unlock();
        }
    }

    void reset() throws SQLException {
        for (SandboxDatabase database : all()) {
            database.reset();
        }
    }

    /** Remembers the state of all databases; one that is used later only was at its beginning then. */
    ResourceSession.Mark mark() throws SQLException {
        Map<SandboxDatabase, ResourceSession.Mark> marks = new LinkedHashMap<>();
        for (SandboxDatabase database : all()) {
            marks.put(database, database.mark());
        }
        return new DatabasesMark(this, marks);
    }

    void undo() throws SQLException, InterruptedException {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            ended = true;
        } finally {
            lock.unlock();
        }
        forEach(SandboxDatabase::undo);
    }

    void release() throws SQLException, InterruptedException {
        forEach(SandboxDatabase::release);
    }

    /** Does something with every database, even if it fails with one. */
    private void forEach(SessionAction action) throws SQLException, InterruptedException {
        SQLException first = null;
        for (SandboxDatabase database : all()) {
            try {
                action.perform(database);
            } catch (SQLException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    List<SandboxDatabase> all() {
        lock.lock();
        try {
            return List.copyOf(databases.values());
        } finally {
            lock.unlock();
        }
    }

    private interface SessionAction {
        void perform(SandboxDatabase database) throws SQLException, InterruptedException;
    }
}
