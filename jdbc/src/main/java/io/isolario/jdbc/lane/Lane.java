package io.isolario.jdbc.lane;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A database of one sandbox at a time, and the session that looks after it. Confined to whoever holds it. */
final class Lane implements AutoCloseable {

    /** No application is likely to use the same pair; the session that holds it owns the lane. */
    private static final String OWN = "SELECT pg_try_advisory_lock(1769172844, 1634558569)";

    private static final int SLOTS = 200;
    private static final int ATTEMPTS = 5;

    private final String database;
    private final LaneSettings settings;
    private final Connection keeper;
    private final PreparedStatement restore;
    private final LaneConnections connections;

    private Lane(String database, LaneSettings settings, Connection keeper) throws SQLException {
        this.database = database;
        this.settings = settings;
        this.keeper = keeper;
        this.restore = keeper.prepareStatement("SELECT kind, detail FROM isolario.restore()");
        this.connections = new LaneConnections(database, settings);
    }

    /** Takes a lane that was just cloned; the number chooses its ranges of the sequences. */
    static Lane begin(LaneLogin login, String database, int number, LaneSettings settings) throws SQLException {
        Connection keeper = KeeperSession.openRestoring(login, database);
        try {
            Sql.single(keeper, OWN);
            Sql.single(keeper, "SELECT isolario.begin_lane(?, ?)", 1 + (number - 1) % (SLOTS - 1), SLOTS);
            return new Lane(database, settings, keeper);
        } catch (SQLException failure) {
            keeper.close();
            throw failure;
        }
    }

    /** Takes a lane that an earlier run left; empty if another process has it, or it cannot be put back. */
    static Optional<Lane> adopt(LaneLogin login, String database, LaneSettings settings) throws SQLException {
        Connection keeper = KeeperSession.openRestoring(login, database);
        try {
            // Marks do not survive a crash of the server, so a lane is trusted only under the server that it was made
            // on.
            boolean ours = Sql.single(keeper, OWN).equals("t")
                    && Sql.column(
                                            keeper,
                                            "SELECT 1 FROM isolario.state WHERE postmaster_start = pg_postmaster_start_time()")
                                    .size()
                            == 1;
            if (ours) {
                Lane lane = new Lane(database, settings, keeper);
                if (lane.restore(Leftovers.CUT_OFF).reusable()) {
                    return Optional.of(lane);
                }
            }
            keeper.close();
            return Optional.empty();
        } catch (SQLException failure) {
            keeper.close();
            throw failure;
        }
    }

    /** What becomes of connections that are still in use when a lane is restored. */
    enum Leftovers {
        CUT_OFF,
        KEEP_IF_IDLE
    }

    String database() {
        return database;
    }

    LaneConnections connections() {
        return connections;
    }

    /** Puts the lane back; nobody else may use it meanwhile. */
    RestoreOutcome restore(Leftovers leftovers) {
        try {
            if (leftovers == Leftovers.CUT_OFF) {
                for (int pid : connections.cutOff()) {
                    terminate(pid);
                }
            }
            connections.wipe();
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                List<String> late = new ArrayList<>();
                List<String> spoiled = new ArrayList<>();
                runRestore(late, spoiled);
                if (!spoiled.isEmpty()) {
                    return RestoreOutcome.spoiledBy(spoiled);
                }
                if (late.isEmpty()) {
                    return settings.check() ? check() : RestoreOutcome.RESTORED;
                }
                if (leftovers == Leftovers.KEEP_IF_IDLE) {
                    throw new IllegalStateException("Lane " + database
                            + " cannot be reset while a transaction is open in it " + "(server processes " + late
                            + "). Commit it, roll it back or close its connection first.");
                }
                for (String pid : late) {
                    terminate(Integer.parseInt(pid));
                }
            }
            return RestoreOutcome.spoiledBy(List.of("transactions that could not be ended"));
        } catch (SQLException failure) {
            return RestoreOutcome.spoiledBy(List.of("failure of the restore: " + failure.getMessage()));
        }
    }

    private void runRestore(List<String> late, List<String> spoiled) throws SQLException {
        try (ResultSet rows = restore.executeQuery()) {
            while (rows.next()) {
                switch (rows.getString(1)) {
                    case "late" -> late.add(rows.getString(2));
                    case "spoiled" -> spoiled.add(rows.getString(2));
                    default -> {}
                }
            }
        }
    }

    private RestoreOutcome check() throws SQLException {
        List<String> differences = Sql.column(keeper, "SELECT isolario.differences()");
        return differences.isEmpty() ? RestoreOutcome.RESTORED : new RestoreOutcome(List.of(), differences);
    }

    /** Returns when the process has ended. */
    private void terminate(int pid) throws SQLException {
        Sql.single(keeper, "SELECT pg_terminate_backend(?, 5000)", pid);
    }

    @Override
    public void close() {
        connections.close();
        try {
            keeper.close();
        } catch (SQLException e) {
            org.slf4j.LoggerFactory.getLogger(Lane.class).debug("Could not close the keeper of {}", database, e);
        }
    }

    @Override
    public String toString() {
        return "Lane{" + database + "}";
    }
}
