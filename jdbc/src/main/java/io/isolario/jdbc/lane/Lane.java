package io.isolario.jdbc.lane;

import io.isolario.core.RefusalException;
import io.isolario.jdbc.database.LaneChanges;
import io.isolario.jdbc.database.LaneLogin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A database of one sandbox at a time, and the session that looks after it. Confined to whoever holds it. */
final class Lane implements AutoCloseable {

    /** No application is likely to use the same pair; the session that holds it owns the lane. */
    private static final String OWN = "SELECT pg_try_advisory_lock(1769172844, 1634558569)";

    private static final int SLOTS = 200;
    private static final int ATTEMPTS = 5;

    private final String database;
    private final LaneSettings settings;
    private final RestoreMode upkeep;
    private final Connection keeper;
    private final PreparedStatement restore;
    private final PreparedStatement arrange;
    private final LaneConnections connections;
    // Read by who leases it next, after the lock of the pool.
    private long restoredNanos = System.nanoTime();

    private Lane(String database, LaneSettings settings, RestoreMode upkeep, Connection keeper) throws SQLException {
        this.database = database;
        this.settings = settings;
        this.upkeep = upkeep;
        this.keeper = keeper;
        this.restore = keeper.prepareStatement("SELECT kind, detail FROM isolario.restore()");
        this.arrange = keeper.prepareStatement("SELECT isolario.arrange(?, ?)");
        this.connections = new LaneConnections(database, settings, Placeholders.areMadeByFunctions(keeper));
    }

    /**
     * Takes a lane that was just cloned; empty if another pool found it before it was owned.
     *
     * @param number chooses its ranges of the sequences
     */
    static Optional<Lane> begin(LaneLogin login, String database, int number, LaneSettings settings, RestoreMode upkeep)
            throws SQLException {
        Connection keeper = KeeperConnector.openRestoring(login, database, upkeep);
        try {
            if (!Sql.single(keeper, OWN).equals("t")) {
                keeper.close();
                return Optional.empty();
            }
            Sql.single(
                    keeper,
                    "SELECT isolario.begin_lane(?, ?, ?)",
                    1 + (number - 1) % (SLOTS - 1),
                    SLOTS,
                    (number - 1) / (SLOTS - 1));
            return Optional.of(new Lane(database, settings, upkeep, keeper));
        } catch (SQLException failure) {
            keeper.close();
            throw failure;
        }
    }

    /** Takes a lane that an earlier run left; empty if another process has it, or it cannot be put back. */
    static Optional<Lane> adopt(LaneLogin login, String database, LaneSettings settings, RestoreMode upkeep)
            throws SQLException {
        Connection keeper = KeeperConnector.openRestoring(login, database, upkeep);
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
                Lane lane = new Lane(database, settings, upkeep, keeper);
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

    /** Returns whether its keeper can still be reached; asks the server when it has not been heard of for a while. */
    boolean isAlive() throws SQLException {
        return System.nanoTime() - restoredNanos < LaneConnections.HEARSAY_NANOS
                || keeper.isValid(LaneConnections.VALIDATION_SECONDS);
    }

    /** Returns whether the session that owns it can still be reached; asks the server. */
    boolean isOwned() throws SQLException {
        return keeper.isValid(LaneConnections.VALIDATION_SECONDS);
    }

    /** Puts the lane back; nobody else may use it meanwhile. */
    RestoreOutcome restore(Leftovers leftovers) {
        try {
            if (leftovers == Leftovers.CUT_OFF) {
                for (int pid : connections.cutOff()) {
                    terminate(pid);
                }
            }
            if (!upkeep.restores()) {
                return cloneAnew(leftovers);
            }
            wipe();
            return restoreInPlace(leftovers);
        } catch (SQLException failure) {
            return RestoreOutcome.spoiledBy(List.of("failure of the restore: " + failure.getMessage()));
        }
    }

    /**
     * What a restore met.
     *
     * @param late server processes that are in a transaction
     * @param prepared names of transactions that were prepared and neither committed nor rolled back
     * @param spoiled what it cannot undo
     */
    private record Findings(List<String> late, List<String> prepared, List<String> spoiled) {

        List<String> open() {
            List<String> all = new ArrayList<>(late);
            prepared.forEach(gid -> all.add("prepared " + gid));
            return all;
        }
    }

    private void wipe() throws SQLException {
        for (int pid : connections.wipe()) {
            terminate(pid);
        }
    }

    private RestoreOutcome restoreInPlace(Leftovers leftovers) throws SQLException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Findings findings = runRestore();
            if (!findings.spoiled().isEmpty()) {
                return RestoreOutcome.spoiledBy(findings.spoiled());
            }
            if (findings.open().isEmpty()) {
                restoredNanos = System.nanoTime();
                return settings.check() ? check() : RestoreOutcome.RESTORED;
            }
            end(findings, leftovers);
        }
        return RestoreOutcome.spoiledBy(List.of("transactions that could not be ended"));
    }

    private Findings runRestore() throws SQLException {
        Findings findings = new Findings(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (ResultSet rows = restore.executeQuery()) {
            while (rows.next()) {
                switch (rows.getString(1)) {
                    case "late" -> findings.late().add(rows.getString(2));
                    case "prepared" -> findings.prepared().add(rows.getString(2));
                    case "spoiled" -> findings.spoiled().add(rows.getString(2));
                    default -> {}
                }
            }
        }
        return findings;
    }

    private RestoreOutcome cloneAnew(Leftovers leftovers) throws SQLException {
        Findings findings = new Findings(
                Sql.column(keeper, "SELECT isolario.late()"),
                Sql.column(keeper, "SELECT isolario.prepared()"),
                List.of());
        if (!findings.open().isEmpty()) {
            end(findings, leftovers);
        }
        return RestoreOutcome.USED_UP;
    }

    /** Ends transactions that are open. */
    private void end(Findings open, Leftovers leftovers) throws SQLException {
        if (leftovers == Leftovers.KEEP_IF_IDLE) {
            throw openTransaction(open.open());
        }
        for (String pid : open.late()) {
            terminate(Integer.parseInt(pid));
            connections.forget(Integer.parseInt(pid));
        }
        for (String gid : open.prepared()) {
            Sql.execute(keeper, "ROLLBACK PREPARED " + Sql.literal(gid));
        }
    }

    LaneChanges changes(String template) throws SQLException {
        wipe();
        List<Long> targets = new ArrayList<>();
        List<@Nullable String> entries = new ArrayList<>();
        List<String> obstacles = new ArrayList<>();
        try (Statement query = keeper.createStatement();
                ResultSet rows = query.executeQuery("SELECT kind, target, entry FROM isolario.changes()")) {
            while (rows.next()) {
                switch (rows.getString(1)) {
                    case "row" -> {
                        targets.add(rows.getLong(2));
                        entries.add(rows.getString(3));
                    }
                    case "late" -> throw openTransaction(List.of(rows.getString(3)));
                    default -> obstacles.add(rows.getString(3));
                }
            }
        }
        if (!obstacles.isEmpty()) {
            throw new RefusalException("What was done in lane " + database
                    + " cannot be handed on to other lanes, because of: " + obstacles
                    + ". Rows can. Ways out: define things in migrations, or in SandboxRegistry.runOnBaseline(..) before the "
                    + "first test, or do it in each test.");
        }
        return new LaneChanges(template, List.copyOf(targets), Collections.unmodifiableList(entries));
    }

    void arrange(LaneChanges changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        arrange.setArray(1, keeper.createArrayOf("oid", changes.targets().toArray()));
        arrange.setArray(2, keeper.createArrayOf("text", changes.entries().toArray()));
        arrange.execute();
    }

    void beginFixture(int number) throws SQLException {
        Sql.single(keeper, "SELECT isolario.begin_fixture(?, ?)", SLOTS, number);
    }

    private IllegalStateException openTransaction(List<String> late) {
        return new IllegalStateException("Lane " + database
                + " cannot be reset while a transaction is open in it (server processes " + late
                + "). Commit it, roll it back or close its connection first.");
    }

    private RestoreOutcome check() throws SQLException {
        List<String> differences = Sql.column(keeper, "SELECT isolario.differences()");
        return differences.isEmpty() ? RestoreOutcome.RESTORED : new RestoreOutcome(List.of(), differences);
    }

    /** Returns when the process has ended; it may have done so already, and another have its number. */
    private void terminate(int pid) throws SQLException {
        Sql.single(
                keeper,
                "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_get_activity(?) "
                        + "WHERE datid = (SELECT oid FROM pg_database WHERE datname = current_database())",
                pid);
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
