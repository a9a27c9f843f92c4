package io.isolario.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several JVMs, some of which die. */
class SharedServerTest {

    @AfterEach
    void leavesNoProcess() {
        Machine.awaitNoProcessMentioning(Machine.CACHE.toString());
    }

    @Test
    void servesAnotherJvmWithDatabasesOfItsOwn() throws Exception {
        try (ThrowawayPostgres postgres = start();
                ChildJvm child = ChildJvm.start(Machine.CACHE)) {
            ChildJvm.Ready ready = child.awaitReady();

            assertThat(ready.serverPid()).isEqualTo(serverPid(postgres));
            assertThat(ready.url()).isNotEqualTo(postgres.jdbcUrl("forum"));
        }
    }

    @Test
    void outlivesTheJvmThatStartedItWhileAnotherUsesIt() throws Exception {
        ChildJvm starter = ChildJvm.start(Machine.CACHE);
        starter.awaitReady();
        try (ThrowawayPostgres postgres = start()) {
            starter.kill();

            assertThat(ThrowawayPostgresTest.query(postgres, "forum", "SELECT 1"))
                    .isEqualTo("1");
        }
    }

    @Test
    void endsWithinSecondsWhenItsOnlyJvmIsKilled() throws Exception {
        ChildJvm child = ChildJvm.start(Machine.CACHE);
        ChildJvm.Ready ready = child.awaitReady();
        assertThat(Machine.processesMentioning(Machine.CACHE.toString())).isNotEmpty();

        child.kill();

        Machine.awaitDeath(ready.serverPid());
    }

    @Test
    void endsWhenItsOnlyJvmIsKilledDuringTheStart() throws Exception {
        ChildJvm child = ChildJvm.start(Machine.CACHE);
        await().pollInterval(Duration.ofMillis(2))
                .until(() -> recordOfServer().findAny().isPresent());

        child.kill();

        await().until(() -> recordOfServer().findAny().isEmpty());
    }

    @Test
    void dropsAllDatabasesOfAKilledJvmWhenTheNextOneJoins() throws Exception {
        try (ThrowawayPostgres postgres = start()) {
            ChildJvm killed = ChildJvm.start(Machine.CACHE);
            ChildJvm.Ready ready = killed.awaitReady();
            createTemplate(ready);
            assertThat(databases(postgres)).contains(nameOf(ready.url()), "frozen");
            killed.kill();

            try (ChildJvm next = ChildJvm.start(Machine.CACHE)) {
                ChildJvm.Ready nextReady = next.awaitReady();

                assertThat(databases(postgres))
                        .contains(nameOf(nextReady.url()))
                        .doesNotContain(nameOf(ready.url()), "frozen");
            }
        }
    }

    @Test
    void dropsTheDatabasesOfAJvmThatLeaves() throws Exception {
        try (ThrowawayPostgres postgres = start()) {
            ChildJvm leaving = ChildJvm.start(Machine.CACHE);
            ChildJvm.Ready ready = leaving.awaitReady();

            leaving.close();

            assertThat(databases(postgres)).doesNotContain(nameOf(ready.url()));
        }
    }

    @Test
    void startsAnewWhenTheServerWasKilled() throws Exception {
        ThrowawayPostgres dead = start();
        long pid = serverPid(dead);
        Path data = dead.postmaster().orElseThrow().dataDirectory();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Machine.awaitDeath(pid);

        try (ThrowawayPostgres postgres = start()) {
            assertThat(serverPid(postgres)).isNotEqualTo(pid);
            assertThat(ThrowawayPostgresTest.query(postgres, "forum", "SELECT 1"))
                    .isEqualTo("1");
            assertThat(data.getParent()).doesNotExist();
            dead.close();
            assertThat(ThrowawayPostgresTest.query(postgres, "forum", "SELECT 2"))
                    .isEqualTo("2");
        }
    }

    @Test
    void getsANewGuardWhenTheOldOneWasKilled() throws Exception {
        ChildJvm first = ChildJvm.start(Machine.CACHE);
        long server = first.awaitReady().serverPid();
        long guard = guardPid();
        ProcessHandle.of(guard).orElseThrow().destroyForcibly();
        Machine.awaitDeath(guard);

        ChildJvm second = ChildJvm.start(Machine.CACHE);
        assertThat(second.awaitReady().serverPid()).isEqualTo(server);
        assertThat(guardPid()).isNotEqualTo(guard);
        first.kill();
        second.kill();

        Machine.awaitDeath(server);
    }

    /** A server was once left without a guard: the last one still held its lock, with its work done, when the next one was asked for. */
    @Test
    void takesNoGuardForItsOwnThatHasEndedTheServerBefore() throws Exception {
        for (int i = 0; i < 10; i++) {
            ThrowawayPostgres postgres = start();
            Path record = recordOfServer().findAny().orElseThrow();
            postgres.close();
            spinWhile(() -> Files.exists(record));

            spinWhile(() -> FileMutex.isHeld(record.resolveSibling("start.lock")));

            assertThat(FileMutex.isHeld(record.resolveSibling("guard.lock"))).isFalse();
        }
    }

    @Test
    void replacesAGuardThatDiesDuringTheStart(@TempDir Path root) throws Exception {
        ServerDirectory directory = new ServerDirectory(root.resolve("server")).create();
        try (FileMutex start = directory.acquireStartLock(Duration.ofSeconds(10))) {
            new GuardLaunch(new CacheDirectory(root), directory).awaitGuard(false, Duration.ofSeconds(30));

            assertThat(FileMutex.isHeld(directory.guardLock())).isTrue();
        }
        Machine.awaitNoProcessMentioning(root.toString());
    }

    @Test
    void startsOnceWhenThreeJvmsAskAtTheSameTimeForTheFirstTime(@TempDir Path freshCache) throws Exception {
        List<ChildJvm> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(ChildJvm.start(freshCache));
        }

        List<ChildJvm.Ready> ready = new ArrayList<>();
        for (ChildJvm child : children) {
            ready.add(child.awaitReady());
        }

        assertThat(ready)
                .extracting(ChildJvm.Ready::serverPid)
                .containsOnly(ready.get(0).serverPid());
        assertThat(ready).extracting(ChildJvm.Ready::url).doesNotHaveDuplicates();
        for (ChildJvm child : children) {
            child.close();
        }
        Machine.awaitNoProcessMentioning(freshCache.toString());
    }

    /** Waits without a pause, since what comes next lasts some microseconds; for 30 s at most. */
    private static void spinWhile(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (condition.call()) {
            assertThat(System.nanoTime() - deadline)
                    .as("nanoseconds past the bound of a wait")
                    .isNegative();
        }
    }

    private static ThrowawayPostgres start() {
        return ThrowawayPostgres.builder().cacheDirectory(Machine.CACHE).start();
    }

    private static long serverPid(ThrowawayPostgres postgres) {
        return postgres.postmaster().orElseThrow().pid();
    }

    private static long guardPid() throws IOException {
        for (Path file : filesOfServers("guard.lock").toList()) {
            long pid = Long.parseLong(Files.readString(file).strip());
            if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
                return pid;
            }
        }
        throw new IOException("no guard lives");
    }

    private static Stream<Path> recordOfServer() throws IOException {
        return filesOfServers("server.properties");
    }

    private static Stream<Path> filesOfServers(String name) throws IOException {
        Path servers = Files.createDirectories(Machine.CACHE.resolve("servers"));
        try (Stream<Path> directories = Files.list(servers)) {
            return directories.map(directory -> directory.resolve(name)).filter(Files::exists).toList().stream();
        }
    }

    private static String nameOf(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static void createTemplate(ChildJvm.Ready ready) throws SQLException {
        try (Connection connection = DriverManager.getConnection(ready.url(), ready.username(), ready.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE frozen IS_TEMPLATE true ALLOW_CONNECTIONS false");
        }
    }

    private static List<String> databases(ThrowawayPostgres postgres) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl("forum"), postgres.username(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT datname FROM pg_database")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
