package io.isolario.jdbc.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.jdbc.database.LaneLogin;
import io.isolario.postgres.ThrowawayPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over from one sandbox of a lane to the next: no connection that a thread still waited for, and no setting. */
class LaneHandOverTest {

    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.start();
    private static final int ROUNDS = 30;
    private static final int THREADS = 6;

    private final LaneLogin login = new LaneLogin(
            POSTGRES.jdbcUrl("handover"),
            Map.of("user", POSTGRES.username(), "password", POSTGRES.password()),
            true,
            null);

    private LanePool pool(String table) throws Exception {
        String application = login.url().replaceFirst(".*/", "");
        try (Connection connection = login.open(application)) {
            Sql.execute(connection, "create table if not exists " + table + " (name text)");
            Sql.execute(
                    connection,
                    "create or replace function become(who text) returns text language sql as"
                            + " $$ select set_config('app.by_function', who, true) $$");
        }
        return LanePools.shared()
                .freeze(
                        "test",
                        application,
                        List.of(new UnpooledAdapter(login)),
                        LaneSettings.defaults()
                                .withLanes(1, Duration.ofSeconds(30))
                                .withConnections(2),
                        "the test");
    }

    @Test
    void aThreadThatWaitsForAConnectionGetsNoneWhenItsSandboxHasEnded() throws Exception {
        LanePool pool = pool("waiting");
        LaneLease ending = pool.lease("\"ending\" (12345678)", event -> {});
        ending.take(login);
        ending.take(login);
        FutureTask<Connection> waiting = new FutureTask<>(() -> ending.take(login));
        Thread waiter = new Thread(waiting, "waits");
        waiter.start();
        while (waiter.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        ending.end();

        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(SQLException.class)
                .hasMessageMatching(
                        "Sandbox \"ending\" \\(12345678\\) ended while a thread of it waited for a connection to its lane"
                                + " \\w+: the lane is not its own any more, and it gets none\\.");
        LaneLease next = pool.lease("\"next\" (87654321)", event -> {});
        next.take(login);
        next.take(login);
        next.end();
    }

    /** Tries hard to get a connection in the moment in which the lane changes hands. */
    @Test
    void noConnectionOfAnEndedSandboxReachesTheNextOne() throws Exception {
        LanePool pool = pool("racing");
        for (int round = 0; round < ROUNDS; round++) {
            LaneLease ending = pool.lease("\"ending\" (12345678)", event -> {});
            Queue<Connection> got = new ConcurrentLinkedQueue<>();
            CountDownLatch going = new CountDownLatch(THREADS);
            List<FutureTask<Void>> takers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                FutureTask<Void> taker = new FutureTask<>(() -> {
                    going.countDown();
                    takeUntilRefused(ending, got);
                    return null;
                });
                takers.add(taker);
                new Thread(taker, "takes").start();
            }
            assertThat(going.await(10, TimeUnit.SECONDS)).isTrue();

            ending.end();
            LaneLease next = pool.lease("\"next\" (87654321)", event -> {});
            List<Connection> own = List.of(next.take(login), next.take(login));
            for (FutureTask<Void> taker : takers) {
                taker.get(20, TimeUnit.SECONDS);
            }

            for (Connection late : got) {
                assertThat(own).doesNotContain(late);
                assertThatThrownBy(() -> Sql.execute(late, "insert into racing values ('late')"))
                        .isInstanceOf(SQLException.class);
            }
            assertThat(Sql.single(own.get(0), "select count(*) from racing")).isEqualTo("0");
            next.end();
        }
    }

    private void takeUntilRefused(LaneLease lease, Queue<Connection> got) {
        try {
            while (true) {
                Connection connection = lease.take(login);
                got.add(connection);
                if (got.size() > 50) {
                    return;
                }
                lease.discard(connection);
            }
        } catch (SQLException refused) {
            assertThat(refused.getMessage()).contains("\"ending\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select set_config('app.tenant', 'x', true)",
                "select set_config('app.tenant', 'x', false)",
                "set app.tenant = 'x'",
                "begin; set local app.tenant = 'x'; commit",
                "do $$ begin perform set_config('app.tenant', 'x', true); end $$",
                "select become('x')"
            })
    void aSettingOfTheApplicationIsUnknownToTheNextSandbox(String setting) throws Exception {
        LanePool pool = pool("settings");
        LaneDatabaseUse.run(pool, login, setting);

        LaneLease next = pool.lease("\"next\" (87654321)", event -> {});
        Connection connection = next.take(login);
        assertThat(
                        Sql.single(
                                connection,
                                "select current_setting('app.tenant', true) is null and current_setting('app.by_function', true) is null"))
                .isEqualTo("t");
        next.giveBack(connection);
        next.end();
    }

    /** What a connection of a sandbox does with a statement, without the sandbox. */
    private static final class LaneDatabaseUse {

        static void run(LanePool pool, LaneLogin login, String sql) throws Exception {
            LaneLease lease = pool.lease("\"first\" (12345678)", event -> {});
            Connection connection = lease.take(login);
            if (Placeholders.makes(io.isolario.jdbc.sql.SqlCommand.sql(sql))) {
                lease.spoil(connection);
            }
            Sql.execute(connection, sql);
            lease.giveBack(connection);
            lease.end();
        }
    }
}
