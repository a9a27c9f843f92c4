package io.isolario.jdbc.lane;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database of one sandbox at a time, and the session that looks after it. Confined to whoever holds it. */
final class Lane implements AutoCloseable {

    /** No application is likely to use the same pair; the session that holds it owns the lane. */
    private static final String OWN = "SELECT pg_try_advisory_lock(1769172844, 1634558569)";

    private static final Logger LOG = LoggerFactory.getLogger(LanePool.class);

    /** How many lanes have ranges of their own of a sequence that is drawn from in blocks. */
    static final int SLOTS = 200;

    private static final int ATTEMPTS = 5;

    private final String database;
    private final LaneSettings settings;
    private final RestoreMode upkeep;
    private final Connection keeper;
    private final PreparedStatement restore;
    private final PreparedStatement arrange;
    private final LaneOwnership ownership;
    private final ServerProcesses processes;
    private final LaneConnections connections;
    // Read by who leases it next, after the lock of the pool.
    private long restoredNanos = System.nanoTime();

    private Lane(String database, LaneSettings settings, RestoreMode upkeep, LaneOwnership ownership, Connection keeper)
            throws SQLException {
        this.database = database;
        this.settings = settings;
        this.upkeep = upkeep;
        this.ownership = ownership;
        this.keeper = keeper;
        this.processes = new ServerProcesses(keeper);
        this.restore = keeper.prepareStatement("SELECT kind, detail FROM isolario.restore()");
        this.arrange = keeper.prepareStatement("SELECT isolario.arrange(?, ?)");
        this.connections = new LaneConnections(database, settings, Placeholders.areMadeByFunctions(keeper), keeper);
    }

    /**
     * Takes a lane that was just cloned and is owned; empty if a pool that knows nothing of such owners found it before.
     *
     * @param number chooses its ranges of the sequences
     */
    static Optional<Lane> begin(
            LaneLogin login,
            String database,
            int number,
            LaneSettings settings,
            RestoreMode upkeep,
            LaneOwnership ownership)
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
            return Optional.of(new Lane(database, settings, upkeep, ownership, keeper));
        } catch (SQLException failure) {
            keeper.close();
            throw failure;
        }
    }

    /** Takes a lane that an earlier run left, and that is owned now; empty if its keeper lives, or it cannot be put back. */
    static Optional<Lane> adopt(
            LaneLogin login, String database, LaneSettings settings, RestoreMode upkeep, LaneOwnership ownership)
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
                // Whoever lost it without having noticed must not write into it any more.
                new ServerProcesses(keeper).endAll();
                Lane lane = new Lane(database, settings, upkeep, ownership, keeper);
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

    /** Returns whether it is owned and its keeper can still be reached; asks the server when it has not been heard of for a while. */
    boolean isAlive() {
        try {
            return ownership.holds(database)
                    && (System.nanoTime() - restoredNanos < LaneConnections.HEARSAY_NANOS || isOwned());
        } catch (SQLException unreachable) {
            LOG.debug("{} cannot be asked after", this, unreachable);
            return false;
        }
    }

    /** Returns whether nobody else can have it: it is to be dropped by this process, even if its keeper was lost. */
    boolean isHeld() throws SQLException {
        return ownership.holds(database);
    }

    /**
     * Returns what to say of a lane whose sandbox has lost the session that looks after it; empty if it has not, or if the server
     * itself was lost, which its statements have said.
     */
    Optional<String> loss(String holder) throws SQLException {
        if (isOwned()) {
            return Optional.empty();
        }
        if (!ownership.isServerSound()) {
            return isTakenOver() ? Optional.of(LaneRefusals.takenOver(holder, database)) : Optional.empty();
        }
        return Optional.of(LaneRefusals.keeperLost(holder, database));
    }

    private boolean isTakenOver() {
        try {
            return !ownership.holds(database);
        } catch (SQLException serverGone) {
            LOG.debug("{} cannot be asked after", this, serverGone);
            return false;
        }
    }

    /** Returns whether the session that owns it can still be reached; asks the server. */
    boolean isOwned() throws SQLException {
        return keeper.isValid(LaneConnections.VALIDATION_SECONDS);
    }

    /** Puts the lane back; nobody else may use it meanwhile. */
    RestoreOutcome restore(Leftovers leftovers) {
        try {
            if (leftovers == Leftovers.CUT_OFF) {
                processes.end(connections.cutOff());
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

    private void wipe() throws SQLException {
        processes.end(connections.wipe());
    }

    private RestoreOutcome restoreInPlace(Leftovers leftovers) throws SQLException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            RestoreFindings findings = RestoreFindings.of(restore);
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

    private RestoreOutcome cloneAnew(Leftovers leftovers) throws SQLException {
        RestoreFindings findings = new RestoreFindings(
                Sql.column(keeper, "SELECT isolario.late()"),
                Sql.column(keeper, "SELECT isolario.prepared()"),
                List.of());
        if (!findings.open().isEmpty()) {
            end(findings, leftovers);
        }
        return RestoreOutcome.USED_UP;
    }

    /** Ends transactions that are open. */
    private void end(RestoreFindings open, Leftovers leftovers) throws SQLException {
        if (leftovers == Leftovers.KEEP_IF_IDLE) {
            throw LaneRefusals.openTransaction(database, open.open());
        }
        List<Integer> late = open.late().stream().map(Integer::valueOf).toList();
        processes.end(late);
        late.forEach(connections::forget);
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
                    case "late" -> throw LaneRefusals.openTransaction(database, List.of(rows.getString(3)));
                    default -> obstacles.add(rows.getString(3));
                }
            }
        }
        if (!obstacles.isEmpty()) {
            throw LaneRefusals.notHandedOn(database, obstacles);
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

    private RestoreOutcome check() throws SQLException {
        List<String> differences = Sql.column(keeper, "SELECT isolario.differences()");
        return differences.isEmpty() ? RestoreOutcome.RESTORED : new RestoreOutcome(List.of(), differences);
    }

    @Override
    public void close() {
        connections.close();
        try {
            keeper.close();
        } catch (SQLException e) {
            LOG.debug("Could not close the keeper of {}", database, e);
        } finally {
            ownership.release(database);
        }
    }

    @Override
    public String toString() {
        return "Lane{" + database + "}";
    }
}
