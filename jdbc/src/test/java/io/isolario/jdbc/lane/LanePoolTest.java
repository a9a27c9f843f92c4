package io.isolario.jdbc.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.jdbc.database.LaneLogin;
import io.isolario.postgres.ThrowawayPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LanePoolTest {

    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.start();

    @Test
    void saysWhoHoldsTheLanesWhenNoneIsFree() throws Exception {
        LanePool pool = pool("scarce", 1, Duration.ofMillis(200));
        LaneLease held = pool.lease("\"first\" (11111111)", event -> {});

        assertThatThrownBy(() -> pool.lease("\"second\" (22222222)", event -> {}))
                .isInstanceOfSatisfying(SQLException.class, timeout -> assertThat(timeout.getSQLState())
                        .isEqualTo("HYT00"))
                .hasMessageMatching(
                        "Sandbox \"second\" \\(22222222\\) got no lane within 200 ms: all 1 are taken, by "
                                + "\\[\"first\" \\(11111111\\) for \\d+ ms\\]\\. 0 others wait\\. Ways out: more lanes "
                                + "\\(-Disolario\\.lanes\\.max=n\\), fewer tests at once \\(-Disolario\\.parallelism=n\\), or tests that end sooner\\.");

        held.end();
        pool.lease("\"third\" (33333333)", event -> {}).end();
    }

    @Test
    void givesTheOneLaneToManyInTurn() throws Exception {
        LanePool pool = pool("turns", 1, Duration.ofSeconds(30));
        LaneLogin login = login("turns");
        ExecutorService threads = Executors.newFixedThreadPool(6);
        CountDownLatch together = new CountDownLatch(6);
        try {
            List<Future<String>> users = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                users.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    LaneLease lease = pool.lease("user", event -> {});
                    Connection connection = lease.take(login);
                    Sql.execute(connection, "insert into item values ('x')");
                    String count = Sql.single(connection, "select count(*) from item");
                    lease.giveBack(connection);
                    lease.end();
                    return count;
                }));
            }
            for (Future<String> user : users) {
                assertThat(user.get()).isEqualTo("1");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void isNotDisturbedByAnotherPoolThatLooksForLanes() throws Exception {
        LaneLogin login = login("has");
        LanePool pool = poolWith("has", "looked_at");
        LaneLease lease = pool.lease("has one", event -> {});
        try (Connection looking = KeeperConnector.open(login, lease.database());
                Connection using = login.open(lease.database())) {
            looking.setAutoCommit(false);
            String process = Sql.single(looking, "select pg_backend_pid()");
            assertThat(lease.changes()).isPresent();
            lease.restore();

            using.setAutoCommit(false);
            Sql.single(using, "select 1");
            assertThatIllegalStateException()
                    .isThrownBy(lease::restore)
                    .withMessageContaining("cannot be reset while a transaction is open in it")
                    .withMessageNotContaining(process);
            using.rollback();

            lease.end();
            assertThat(Sql.single(looking, "select 'alive'")).isEqualTo("alive");
        }
    }

    @Test
    void dropsNoLaneThatAnotherPoolHasTakenOver() throws Exception {
        String unique = "only_here_" + ProcessHandle.current().pid() + "_" + System.nanoTime();
        LanePool first = poolWith("loses", unique);
        LaneLease lost = first.lease("loses", event -> {});
        String lane = lost.database();
        lost.end();
        LanePool second = poolWith("finds", unique);
        LaneLogin login = login("finds");
        try (Connection killing = login.open(login.url().replaceFirst(".*/", ""))) {
            // Its keeper alone would not do: the first pool owns the lane from outside, too.
            Sql.single(
                    killing,
                    "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity where datname = ? "
                            + "or pid in (select pid from pg_locks where locktype = 'advisory' and classid = 1769172844 "
                            + "and objid = (hashtext(?)::bigint & 4294967295)::oid)",
                    lane,
                    lane);
        }
        LaneLease found = second.lease("finds", event -> {});
        assertThat(found.database()).isEqualTo(lane);
        Connection using = found.take(login);
        // For so long the first pool trusts that its lanes are as they were.
        Sql.single(using, "select pg_sleep(0.6)");

        LaneLease replaced = first.lease("loses it", event -> {});
        assertThat(replaced.database()).isNotEqualTo(lane);
        Connection defining = replaced.take(login);
        Sql.execute(defining, "create table spoils (id int)");
        replaced.giveBack(defining);
        replaced.end();
        // This one is made after what the pool has to do in the background.
        first.lease("waits", event -> {}).end();

        assertThat(Sql.single(using, "select current_database()")).isEqualTo(lane);
        found.giveBack(using);
        found.end();
    }

    @Test
    void sharesNoLaneWithAPoolThatLooksForThemWhileItMakesSome() throws Exception {
        String unique = "made_at_once_" + ProcessHandle.current().pid() + "_" + System.nanoTime();
        List<LanePool> pools = List.of(poolWith("at_once", unique, 6), poolWith("at_once", unique, 6));
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            List<Future<LaneLease>> leased = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                LanePool pool = pools.get(i % 2);
                leased.add(threads.submit(() -> pool.lease("one of many", event -> {})));
            }
            List<LaneLease> leases = new ArrayList<>();
            for (Future<LaneLease> each : leased) {
                leases.add(each.get());
            }

            assertThat(leases)
                    .extracting(LaneLease::database)
                    .as("lanes of two pools")
                    .doesNotHaveDuplicates();
            for (LaneLease each : leases) {
                each.end();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static LanePool poolWith(String database, String table) throws Exception {
        return poolWith(database, table, 1);
    }

    private static LanePool poolWith(String database, String table, int lanes) throws Exception {
        LaneLogin login = login(database);
        try (Connection connection = login.open(login.url().replaceFirst(".*/", ""))) {
            Sql.execute(connection, "create table if not exists " + table + " (id int)");
        }
        // As another process has them.
        return new LanePools()
                .freeze(
                        "test",
                        login.url().replaceFirst(".*/", ""),
                        List.of(new UnpooledAdapter(login)),
                        LaneSettings.defaults().withCheck(true).withLanes(lanes, Duration.ofSeconds(30)),
                        "the test");
    }

    @Test
    void boundsTheConnectionsOfALane() throws Exception {
        LaneSettings settings = new LaneSettings(1, Duration.ofSeconds(5), 2, Duration.ofMillis(100), 2, 100, true);
        LanePool pool = pool("bounded", settings);
        LaneLease lease = pool.lease("\"greedy\" (44444444)", event -> {});
        lease.take(login("bounded"));
        lease.take(login("bounded"));

        assertThatThrownBy(() -> lease.take(login("bounded")))
                .hasMessage("Sandbox \"greedy\" (44444444) holds all 2 connections of its lane " + lease.database()
                        + ", and none was closed within 100 ms. Close connections when they are no longer used, or allow more "
                        + "(-Disolario.lanes.max-connections=n).");
        lease.end();
    }

    @Test
    void neitherMakesNorDropsADatabaseOfOthers() {
        LaneServer server = new LaneServer(login("others"));

        assertThatThrownBy(() -> server.drop("forum"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"forum\" is no database of Isolario's, whose names start with \"isolario_\": it is neither made, renamed "
                                + "nor dropped.");
    }

    @Test
    void keepsTheRestOfTheUrl() {
        assertThat(new LaneLogin("jdbc:postgresql://h1:5,h2/app?ssl=true", Map.of(), true, null).urlOf("lane"))
                .isEqualTo("jdbc:postgresql://h1:5,h2/lane?ssl=true");
        assertThat(new LaneLogin("jdbc:postgresql:app", Map.of(), true, null).urlOf("lane"))
                .isEqualTo("jdbc:postgresql:lane");
        assertThat(new LaneLogin("jdbc:postgresql://h", Map.of(), true, null).urlOf("lane"))
                .isEqualTo("jdbc:postgresql://h/lane");
        assertThat(new LaneLogin("jdbc:postgresql://h/?user=x", Map.of(), true, null).urlOf("lane"))
                .isEqualTo("jdbc:postgresql://h/lane?user=x");
    }

    private static LanePool pool(String database, int lanes, Duration wait) throws Exception {
        return pool(database, LaneSettings.defaults().withCheck(true).withLanes(lanes, wait));
    }

    private static LanePool pool(String database, LaneSettings settings) throws Exception {
        LaneLogin login = login(database);
        String name = login.url().replaceFirst(".*/", "");
        try (Connection connection = login.open(name)) {
            Sql.execute(connection, "create table if not exists item (name text)");
        }
        return LanePools.shared().freeze("test", name, List.of(new UnpooledAdapter(login)), settings, "the test");
    }

    private static LaneLogin login(String database) {
        return new LaneLogin(
                POSTGRES.jdbcUrl(database),
                Map.of("user", POSTGRES.username(), "password", POSTGRES.password()),
                true,
                null);
    }
}
