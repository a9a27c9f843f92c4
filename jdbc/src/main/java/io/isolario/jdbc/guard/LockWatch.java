package io.isolario.jdbc.guard;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.Scope;
import io.isolario.jdbc.dialect.Dialect;
import io.isolario.jdbc.sql.SqlCall;
import io.isolario.jdbc.sql.SqlCommand;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Explains statements that wait for a lock longer than a bound, and ends their wait.
 *
 * <p>Two tests that insert the same unique key wait for each other's end, and PostgreSQL has no event for that; so a daemon thread
 * looks a few times a second, as long as statements of sandboxes are being executed, and asks the server only about those that take
 * longer than the bound. Thread-safe.
 */
public final class LockWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LockWatch.class);
    private static final long TICK_NANOS = Duration.ofMillis(250).toNanos();
    private static final int IDLE_TICKS = 40;

    /** Who blocks a server process, and on which tables both hold locks. */
    private static final String BLOCKERS =
            """
            select blocker.pid, activity.usename, activity.application_name, activity.state, activity.query,
                   (select string_agg(distinct mine.relation::regclass::text, ', ')
                      from pg_locks mine
                      join pg_locks theirs on theirs.relation = mine.relation and theirs.pid = blocker.pid
                      join pg_class on pg_class.oid = mine.relation and pg_class.relkind in ('r', 'p')
                     where mine.pid = ?) as tables
              from unnest(pg_blocking_pids(?)) as blocker(pid)
              left join pg_stat_activity activity on activity.pid = blocker.pid""";

    private final String name;
    private final SqlCall<Connection> connections;
    private final Dialect dialect;
    private final Duration bound;
    // By server process; each entry is replaced by the next statement of that process, so there are as many as
    // connections.
    private final Map<Integer, RunningStatement> latest = new ConcurrentHashMap<>();
    private final AtomicBoolean watching = new AtomicBoolean();

    /** The connections must not be the pool's: its last one may be held by the very test that is waited for. */
    public LockWatch(String name, SqlCall<Connection> connections, Dialect dialect, Duration bound) {
        this.name = name;
        this.connections = connections;
        this.dialect = dialect;
        this.bound = bound;
    }

    RunningStatement begin(ManagedSandbox sandbox, GuardedConnection connection, SqlCommand command)
            throws SQLException {
        int serverProcess = dialect.serverProcess(connection.delegate());
        RunningStatement running = new RunningStatement(sandbox, serverProcess, command, connection);
        if (serverProcess != Dialect.NO_SERVER_PROCESS) {
            latest.put(serverProcess, running);
            if (!watching.get() && watching.compareAndSet(false, true)) {
                start();
            }
        }
        return running;
    }

    private void start() {
        Thread thread = new Thread(this::watch, "isolario-lock-watch-" + name);
        thread.setDaemon(true);
        // It serves all sandboxes, whichever has set it off.
        try (Scope scope = Scope.detached()) {
            thread.start();
        }
    }

    /** Ends when nothing was executed for a while; the next statement starts another watch. */
    private void watch() {
        do {
            watchUntilIdle();
            watching.set(false);
            // A statement that began meanwhile has seen the watch as running.
        } while (isAnyRunning() && watching.compareAndSet(false, true));
    }

    private void watchUntilIdle() {
        for (int idle = 0; idle < IDLE_TICKS; idle = isAnyRunning() ? 0 : idle + 1) {
            LockSupport.parkNanos(TICK_NANOS);
            latest.values().stream()
                    .filter(running -> running.runsLongerThan(bound))
                    .forEach(this::explainIfBlocked);
        }
    }

    private boolean isAnyRunning() {
        return latest.values().stream().anyMatch(running -> !running.hasEnded());
    }

    private void explainIfBlocked(RunningStatement running) {
        try (Scope scope = Scope.detached();
                Connection connection = connections.call()) {
            List<String> blockers = blockers(connection, running.serverProcess());
            if (!blockers.isEmpty()) {
                running.giveUp(explanation(running, blockers));
            }
        } catch (SQLException e) {
            LOG.warn("Could not find out whether a statement waits for a lock: {}", running.describe(), e);
        }
    }

    private String explanation(RunningStatement running, List<String> blockers) {
        return "A statement waited longer than " + bound.toMillis() + " ms for a lock, and was cancelled. Waiting: "
                + running.describe() + ". Held by: " + String.join("; ", blockers)
                + ". Two tests that write the same unique key or row wait for each other in TRANSACTION isolation. Ways out: "
                + "unique values in each test, @Sandboxed(isolation = DATABASE), or a longer wait "
                + "(SandboxDataSource.builder(..).longestWait(..)).";
    }

    private List<String> blockers(Connection connection, int waiting) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(BLOCKERS)) {
            query.setInt(1, waiting);
            query.setInt(2, waiting);
            List<String> blockers = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    blockers.add(describe(rows));
                }
            }
            return blockers;
        }
    }

    private String describe(ResultSet blocker) throws SQLException {
        int serverProcess = blocker.getInt("pid");
        RunningStatement ours = latest.get(serverProcess);
        String tables = blocker.getString("tables");
        String holder = ours != null
                ? ours.describe()
                : "no sandbox of this application: user " + blocker.getString("usename") + ", application_name \""
                        + blocker.getString("application_name") + "\", server process " + serverProcess + ", "
                        + blocker.getString("state") + ": " + blocker.getString("query");
        return holder + (tables == null ? "" : " [both have locked: " + tables + "]");
    }
}
