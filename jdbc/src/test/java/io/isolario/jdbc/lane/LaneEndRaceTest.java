package io.isolario.jdbc.lane;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Threads that wait for a connection, or open one, while the lane is given back. */
class LaneEndRaceTest {

    private static final int CONNECTIONS = 2;
    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.start();
    private static final LaneLogin LOGIN = new LaneLogin(
            POSTGRES.jdbcUrl("endrace"),
            Map.of("user", POSTGRES.username(), "password", POSTGRES.password()),
            true,
            null);

    @Test
    void aThreadThatWaitsForAConnectionWhenTheLaneIsGivenBackIsRefused() throws Exception {
        LanePool pool = pool();
        LaneLease lease = pool.lease("\"ends\" (11111111)", event -> {});
        List<Connection> all = List.of(lease.take(LOGIN), lease.take(LOGIN));
        assertThat(all).hasSize(CONNECTIONS);
        List<Throwable> outcomes = new ArrayList<>(); // written by the waiter alone, read after join
        Thread waiter = new Thread(
                () -> {
                    try {
                        lease.take(LOGIN).close();
                    } catch (Exception refused) {
                        outcomes.add(refused);
                    }
                },
                "waits");
        waiter.start();
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
                waiter.getState() != Thread.State.TIMED_WAITING && System.nanoTime() < end; ) {
            Thread.onSpinWait();
        }

        lease.end();
        waiter.join(10_000);

        assertThat(outcomes).singleElement().satisfies(refused -> assertThat(refused)
                .isInstanceOfSatisfying(SQLException.class, state -> assertThat(state.getSQLState())
                        .isEqualTo("08003"))
                .hasMessageMatching(
                        "Sandbox \"ends\" \\(11111111\\) ended while a thread of it waited for a connection to its lane "
                                + "isolario_lane_\\w+: the lane is not its own any more, and it gets none\\."));
        takesAll(pool);
    }

    /** However the two meet, whatever a late thread got is dead when the lane is back, and the next sandbox has the whole lane. */
    @Test
    void noConnectionOutlivesTheEndHoweverTheyMeet() throws Exception {
        LanePool pool = pool();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 250; round++) {
                LaneLease lease = pool.lease("round " + round, event -> {});
                Connection first = lease.take(LOGIN);
                CountDownLatch together = new CountDownLatch(5);
                List<Future<Connection>> late = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    boolean keeps = i % 2 == 0;
                    late.add(threads.submit(() -> takeLate(lease, together, keeps)));
                }
                together.countDown();
                together.await();
                LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(2_000_000));
                lease.giveBack(first);
                lease.end();

                for (Future<Connection> each : late) {
                    Connection got = each.get(20, TimeUnit.SECONDS);
                    if (got != null) {
                        assertThat(got.isValid(5)).as("round %s", round).isFalse();
                        lease.discard(got);
                        assertThat(got.isClosed()).isTrue();
                    }
                }
                if (round % 10 == 0) {
                    takesAll(pool);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Returns a connection that is kept; null if it was refused, or given back at once. */
    private static Connection takeLate(LaneLease lease, CountDownLatch together, boolean keeps) throws Exception {
        together.countDown();
        together.await();
        try {
            Connection got = lease.take(LOGIN);
            if (keeps) {
                return got;
            }
            lease.giveBack(got);
            return null;
        } catch (SQLException refused) {
            assertThat(refused.getSQLState()).isIn("08003", "57P01", "08006", "HYT00");
            return null;
        }
    }

    private static void takesAll(LanePool pool) throws SQLException {
        LaneLease next = pool.lease("next", event -> {});
        for (int i = 0; i < CONNECTIONS; i++) {
            assertThat(Sql.single(next.take(LOGIN), "select 'works'")).isEqualTo("works");
        }
        next.end();
    }

    private static LanePool pool() throws Exception {
        return LanePools.shared()
                .freeze(
                        "test",
                        LOGIN.url().replaceFirst(".*/", ""),
                        List.of(new UnpooledAdapter(LOGIN)),
                        new LaneSettings(1, Duration.ofSeconds(20), CONNECTIONS, Duration.ofSeconds(5), 2, 100, true),
                        "the test");
    }
}
