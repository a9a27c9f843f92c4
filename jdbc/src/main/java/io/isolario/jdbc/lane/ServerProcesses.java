package io.isolario.jdbc.lane;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends sessions of the application in a lane, by the session of its keeper, and waits a bounded time for that. */
record ServerProcesses(Connection keeper) {

    private static final int MILLIS = 5000;
    private static final String SESSIONS = "pg_stat_get_activity(NULL) WHERE pid = ANY (?::int4[]) "
            + "AND datid = (SELECT oid FROM pg_database WHERE datname = current_database())";

    /** Ends all sessions that the role may end, but not those of keepers. */
    void endAll() throws SQLException {
        end(Sql.column(
                        keeper,
                        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
                                + "AND backend_type = 'client backend' AND application_name <> 'isolario keeper' "
                                + "AND pg_has_role(usesysid, 'USAGE')")
                .stream()
                .map(Integer::valueOf)
                .toList());
    }

    /**
     * Returns when the processes have ended; they may have done so already, and others have their numbers.
     *
     * @throws SQLException if one does not end in time, as one that was stopped
     */
    void end(List<Integer> pids) throws SQLException {
        if (pids.isEmpty()) {
            return;
        }
        // All are told before the first is waited for: the time is for all of them.
        Sql.column(keeper, "SELECT pg_terminate_backend(pid) FROM " + SESSIONS, array(pids));
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
        for (int pid : pids) {
            long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
            Sql.column(keeper, "SELECT pg_terminate_backend(pid, " + left + ") FROM " + SESSIONS, array(List.of(pid)));
        }
        // Asked anew: the answers above are also "no" for one that ended by itself in between.
        List<String> stuck = Sql.column(keeper, "SELECT pid FROM " + SESSIONS, array(pids));
        if (!stuck.isEmpty()) {
            throw new SQLException("server processes " + stuck + " of the application's sessions did not end within "
                    + MILLIS + " ms: they were stopped, or cannot reach their client");
        }
    }

    private static String array(List<Integer> pids) {
        return "{" + String.join(",", pids.stream().map(String::valueOf).toList()) + "}";
    }
}
