package io.isolario.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This JVM's part in a server that other JVMs may use too: a membership, a role, and databases of its own.
 *
 * <p>Thread-safe.
 */
final class SharedServer implements DatabaseSource {

    static final String HOST = "127.0.0.1";

    private static final Logger log = LoggerFactory.getLogger(SharedServer.class);

    private final ServerDirectory directory;
    private final Duration bound;
    private final Member member;
    private final Postmaster postmaster;
    private final String password;
    private final Sharing sharing;
    private final ConcurrentMap<String, String> urls = new ConcurrentHashMap<>();

    private SharedServer(
            ServerDirectory directory,
            Duration bound,
            Member member,
            Postmaster postmaster,
            String password,
            Sharing sharing) {
        this.directory = directory;
        this.bound = bound;
        this.member = member;
        this.postmaster = postmaster;
        this.password = password;
        this.sharing = sharing;
    }

    /** Joins the server that the plan describes; starts it if it does not run. */
    static SharedServer open(ServerPlan plan) throws IOException, TimeoutException, InterruptedException, SQLException {
        ServerDirectory directory = plan.directory().create();
        try (FileMutex start = directory.acquireStartLock(plan.bound())) {
            Member member = Member.register(directory, plan.bound());
            try {
                return open(plan, directory, member);
            } catch (IOException | TimeoutException | InterruptedException | SQLException | RuntimeException e) {
                member.close();
                throw e;
            }
        }
    }

    private static SharedServer open(ServerPlan plan, ServerDirectory directory, Member member)
            throws IOException, TimeoutException, InterruptedException, SQLException {
        RunningServer server = RunningServer.joinOrStart(plan, directory);
        try (AdminSession session = AdminSession.open(HOST, server.postmaster().port(), server.password())) {
            verify(plan, directory, server, session);
            session.dropDatabasesOfOthersThan(Member.liveTokens(directory));
            session.createRole(member.token(), server.password());
            report(plan, server, session.version());
        }
        return new SharedServer(
                directory, plan.bound(), member, server.postmaster(), server.password(), plan.sharing());
    }

    private static void report(ServerPlan plan, RunningServer server, String version) {
        log.info(
                "PostgreSQL {} {} in {} ms: {}:{}, process {}, data in {}, log {}",
                version,
                server.startedOn().isPresent() ? "started" : "joined",
                (System.nanoTime() - plan.askedAtNanos()) / 1_000_000,
                HOST,
                server.postmaster().port(),
                server.postmaster().pid(),
                server.postmaster().dataDirectory(),
                plan.directory().serverLog());
    }

    /** A server that does not run as asked is ended at once, lest others join it. */
    private static void verify(ServerPlan plan, ServerDirectory directory, RunningServer server, AdminSession session)
            throws IOException, SQLException {
        if (server.startedOn().isEmpty()) {
            return;
        }
        Map<String, String> expected = plan.settings().on(server.startedOn().get());
        try {
            ServerLaunch.verify(expected, session.settings(expected.keySet()));
        } catch (ThrowawayPostgresException e) {
            directory.endServer();
            throw e;
        }
    }

    @Override
    public String jdbcUrl(String name) {
        return urls.computeIfAbsent(name, this::createDatabase);
    }

    @Override
    public String username() {
        return AdminSession.roleOf(member.token());
    }

    @Override
    public String password() {
        return password;
    }

    Postmaster postmaster() {
        return postmaster;
    }

    /** Drops this JVM's databases if others use the server; if not, the guard ends the server with all that is in it. */
    @Override
    public void close() {
        try (Member leaving = member;
                FileMutex start = directory.acquireStartLock(bound)) {
            if (!Member.liveTokens(directory).equals(Set.of(member.token())) && postmaster.isAlive()) {
                try (AdminSession session = AdminSession.open(HOST, postmaster.port(), password)) {
                    session.dropDatabasesOf(member.token());
                }
            }
        } catch (IOException | TimeoutException | SQLException e) {
            throw new ThrowawayPostgresException(
                    "The databases of %s on %s could not be dropped: %s. The next JVM that joins the server drops them."
                            .formatted(username(), this, e.getMessage()),
                    e);
        }
    }

    @Override
    public String toString() {
        return "%s:%d".formatted(HOST, postmaster.port());
    }

    private String createDatabase(String name) {
        String database = sharing.databaseName(name, member.token());
        try (AdminSession session = AdminSession.open(HOST, postmaster.port(), password)) {
            session.createDatabase(database, member.token());
            return "jdbc:postgresql://%s:%d/%s".formatted(HOST, postmaster.port(), database);
        } catch (SQLException e) {
            throw new ThrowawayPostgresException(
                    "Cannot create the database %s on %s, whose process %d %s: %s. Its log is %s."
                            .formatted(
                                    database,
                                    this,
                                    postmaster.pid(),
                                    postmaster.isAlive() ? "lives" : "is dead",
                                    e.getMessage(),
                                    directory.serverLog()),
                    e);
        }
    }
}
