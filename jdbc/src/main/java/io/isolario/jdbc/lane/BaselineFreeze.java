package io.isolario.jdbc.lane;

import io.isolario.core.RefusalException;
import io.isolario.jdbc.database.LaneLogin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the template of an application's database as it is now, or finds the one made of the same content before. */
final class BaselineFreeze {

    private static final String UNFINISHED = LaneServer.PREFIX + "new_";
    private static final String TEMPLATE = LaneServer.PREFIX + "tpl_";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final int TABLES_PER_QUERY = 50;

    private final List<PoolAdapter> pools;
    private final String database;
    private final LaneSettings settings;
    private final LaneLogin login;
    private final LaneServer server;
    private final LaneRights rights;
    private final RestoreMode upkeep;

    /**
     * @param pools all pools of the application that lead to the database; lanes are made as the first one logs in
     * @param owner whom this is for, for messages
     * @throws RefusalException if there can be no lanes on this server, with this role
     */
    BaselineFreeze(List<PoolAdapter> pools, String database, LaneSettings settings, String owner) throws SQLException {
        this.pools = pools;
        this.database = database;
        this.settings = settings;
        this.login = pools.get(0).login();
        this.server = new LaneServer(login);
        try (Connection connection = KeeperConnector.open(login, database)) {
            this.rights = LaneRights.of(connection);
        }
        this.upkeep = rights.requireLanes(owner);
    }

    RestoreMode upkeep() {
        return upkeep;
    }

    LaneServer server() {
        return server;
    }

    /** Returns the hash that tells this content from every other; it ends the names of template and lanes. */
    String freeze() throws SQLException, InterruptedException {
        StaleTemplates templates = new StaleTemplates(server, database);
        templates.dropUnfinished(UNFINISHED);
        String hash = contentHash();
        if (exists(TEMPLATE + hash)) {
            templates.registerAgain(TEMPLATE + hash);
            return hash;
        }
        List<PoolAdapter.Eviction> evictions = new ArrayList<>();
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            for (PoolAdapter pool : pools) {
                // One time for all of them, so that many contexts do not add up.
                evictions.add(pool.evict(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
            }
            // What was under way a moment ago has ended now.
            hash = contentHash();
            if (!exists(TEMPLATE + hash)) {
                make(TEMPLATE + hash, evictions);
            }
            return hash;
        } finally {
            evictions.forEach(PoolAdapter.Eviction::close);
        }
    }

    static String templateOf(String hash) {
        return TEMPLATE + hash;
    }

    static String hashOf(String template) {
        return template.substring(TEMPLATE.length());
    }

    /** Returns how the names of the lanes of a template start. */
    static String lanesOf(String hash) {
        return LaneServer.LANE + hash + "_";
    }

    private boolean exists(String template) throws SQLException {
        return server.databases(template).contains(template);
    }

    /** Under another name until it is complete, so that nobody takes a half-made one for a template. */
    private void make(String template, List<PoolAdapter.Eviction> evictions) throws SQLException, InterruptedException {
        String unfinished = UNFINISHED + UUID.randomUUID().toString().substring(0, 13);
        LaneOwnership ownership = new LaneOwnership(login);
        ownership.acquire(unfinished);
        try {
            make(unfinished, template, evictions);
        } finally {
            ownership.release(unfinished);
        }
    }

    private void make(String unfinished, String template, List<PoolAdapter.Eviction> evictions)
            throws SQLException, InterruptedException {
        cloneBaseline(unfinished, evictions);
        try {
            install(unfinished);
            server.rename(unfinished, template);
            if (!upkeep.restores()) {
                rights.explainCloning();
            }
            StaleTemplates templates = new StaleTemplates(server, database);
            templates.register(template);
            templates.dropAllBut(template);
        } catch (SQLException failure) {
            server.drop(unfinished);
            if (!exists(template)) {
                throw failure;
            }
        }
    }

    /** Pollers come and go: as long as there is time, whoever came in between is waited for again. */
    private void cloneBaseline(String target, List<PoolAdapter.Eviction> evictions)
            throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            awaitEmpty(evictions, deadline);
            try {
                server.clone(database, target, server.cloneChoice(database).likeliest());
                return;
            } catch (SQLException failure) {
                if (!LaneServer.IN_USE.equals(failure.getSQLState())) {
                    throw failure;
                }
                if (System.nanoTime() > deadline) {
                    throw blocked(server.sessionsIn(database), failure);
                }
            }
        }
    }

    /** A pool counts a connection only when it is open: one that was just being opened is seen on the server, later. */
    private void awaitEmpty(List<PoolAdapter.Eviction> evictions, long deadline)
            throws SQLException, InterruptedException {
        List<String> sessions = server.sessionsIn(database);
        while (!sessions.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw blocked(sessions, null);
            }
            for (PoolAdapter.Eviction eviction : evictions) {
                eviction.repeat();
            }
            Thread.sleep(POLL.toMillis());
            sessions = server.sessionsIn(database);
        }
    }

    private SQLException blocked(List<String> sessions, @Nullable SQLException cause) {
        List<String> ours = LanePools.shared().dataSources().stream()
                .flatMap(dataSource -> dataSource.borrowers().stream())
                .filter(borrower -> sessions.stream()
                        .anyMatch(session -> session.startsWith(borrower.substring(0, borrower.indexOf(',') + 1))))
                .toList();
        return new SQLException(
                "The baseline, database \"" + database
                        + "\", could not be frozen as the template of lanes: other sessions are in it, and PostgreSQL clones only "
                        + "a database without any. They are: " + sessions
                        + (ours.isEmpty()
                                ? ". None is a connection that was taken from a DataSource of this JVM: end them (a query tool, another run of the "
                                        + "application, a connection that is made without a DataSource)."
                                : ". Of these, the application in this JVM holds: " + ours
                                        + ". Ways out: let whoever keeps a connection open (LISTEN, a stream, a transaction, a poller without "
                                        + "a pause) begin after the first sandbox was opened, or switch it off in tests, or give it a "
                                        + "database of its own; end what is not the application's; or isolation TRANSACTION "
                                        + "(@Sandboxed(isolation = TRANSACTION), SandboxOptions.isolation(TRANSACTION)), which clones nothing.")
                        + " Waited " + PATIENCE.toMillis() + " ms, and closed what the pools of this JVM had idle.",
                LaneServer.IN_USE,
                cause);
    }

    private void install(String template) throws SQLException {
        try (Connection connection = KeeperConnector.openRestoring(login, template, upkeep)) {
            connection.setAutoCommit(false);
            if (!Sql.column(connection, "SELECT 1 FROM pg_namespace WHERE nspname = 'isolario'")
                    .isEmpty()) {
                throw new RefusalException("Isolation DATABASE was refused: database \"" + database
                        + "\" has a schema \"isolario\", the name of the one that a lane needs. Rename it, or use isolation "
                        + "TRANSACTION.");
            }
            Sql.execute(connection, Sql.script("template.sql"));
            Sql.single(
                    connection,
                    "SELECT isolario.install(?, ?, ?, ?)",
                    settings.copiedRows(),
                    settings.check(),
                    upkeep.name(),
                    Lane.SLOTS);
            connection.commit();
        }
    }

    private String contentHash() throws SQLException {
        MessageDigest digest = digest();
        add(digest, Sql.script("template.sql"));
        add(digest, settings.copiedRows() + " " + settings.check() + " " + login.user() + " " + upkeep);
        try (Connection connection = KeeperConnector.open(login, database)) {
            for (String line : Sql.column(connection, Sql.script("fingerprint.sql"))) {
                add(digest, line);
            }
            for (String line : rows(connection)) {
                add(digest, line);
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static List<String> rows(Connection connection) throws SQLException {
        List<String> tables = Sql.column(
                connection,
                """
                SELECT format('SELECT concat_ws('' '', %L, count(*), sum(hashtextextended(%s, 0))) FROM ONLY %s t',
                    c.oid::regclass::text,
                    -- Of a sequence also the number that it was told to begin with, but not what only checkpoints change.
                    CASE c.relkind WHEN 'S' THEN 'last_value || '' '' || is_called' ELSE 't::text' END, c.oid::regclass)
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'm', 'S') AND c.relpersistence <> 't' AND (c.relkind <> 'm' OR c.relispopulated)
                    AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'
                ORDER BY c.oid::regclass::text COLLATE "C\"""");
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < tables.size(); from += TABLES_PER_QUERY) {
            List<String> part = tables.subList(from, Math.min(from + TABLES_PER_QUERY, tables.size()));
            lines.addAll(Sql.column(connection, String.join(" UNION ALL ", part)));
        }
        return lines;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static void add(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
