package io.isolario.jdbc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.Sandbox;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The databases that one sandbox has used: DataSources that lead to the same one share its session. */
final class SandboxDatabases {

    private final Sandbox sandbox;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<DatabaseIdentity, TransactionSession> sessions = new LinkedHashMap<>();

    @GuardedBy("lock")
    private boolean ended;

    SandboxDatabases(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    TransactionSession session(SandboxDataSource dataSource) throws SQLException {
        DatabaseProfile profile = dataSource.profile();
        lock.lock();
        try {
            if (ended) {
                throw SqlErrors.closed("Sandbox " + sandbox + " has ended: it has no connection of \""
                        + dataSource.name() + "\" any more.");
            }
            TransactionSession session = sessions.computeIfAbsent(
                    profile.identity(), identity -> new TransactionSession(sandbox, dataSource, profile));
            requireSameUser(session.profile(), dataSource, profile);
            return session;
        } finally {
            lock.unlock();
        }
    }

    private void requireSameUser(DatabaseProfile first, SandboxDataSource dataSource, DatabaseProfile profile)
            throws SQLException {
        if (!first.user().equals(profile.user())) {
            throw SqlErrors.refusedInTransaction(
                    sandbox,
                    "DataSource \"" + dataSource.name() + "\"",
                    "it logs in to database " + profile.identity().database() + " as \"" + profile.user()
                            + "\", while the sandbox's connection to it logged in as \"" + first.user()
                            + "\"; one connection has one user, and another connection would not see the sandbox's data.");
        }
    }

    void reset() throws SQLException {
        for (TransactionSession session : all()) {
            session.reset();
        }
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
        forEach(TransactionSession::undo);
    }

    void release() throws SQLException, InterruptedException {
        forEach(TransactionSession::release);
    }

    /** Does something with every session, even if it fails with one. */
    private void forEach(SessionAction action) throws SQLException, InterruptedException {
        SQLException first = null;
        for (TransactionSession session : all()) {
            try {
                action.perform(session);
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

    private List<TransactionSession> all() {
        lock.lock();
        try {
            return List.copyOf(sessions.values());
        } finally {
            lock.unlock();
        }
    }

    private interface SessionAction {
        void perform(TransactionSession session) throws SQLException, InterruptedException;
    }
}
