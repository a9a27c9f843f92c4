package io.isolario.jdbc.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.isolario.jdbc.database.LaneLogin;
import io.isolario.postgres.ThrowawayPostgres;
import io.isolario.testing.Torture;
import io.isolario.testing.TortureRun;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is done in a lane, it equals its template afterwards; random scripts look for what was forgotten. */
class LaneRestoreTest {

    private static final int THREADS = 4;
    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.start();
    private static final LaneLogin LOGIN = new LaneLogin(
            POSTGRES.jdbcUrl("restore"),
            Map.of("user", POSTGRES.username(), "password", POSTGRES.password()),
            true,
            null);

    // Small tables from copies, or everything that has a key by what changed.
    private static final List<LanePool> POOLS = new ArrayList<>();

    @BeforeAll
    static void freezeTheShop() throws Exception {
        String database = LOGIN.url().replaceFirst(".*/", "");
        try (Connection connection = LOGIN.open(database)) {
            Sql.execute(connection, Sql.script("shop.sql"));
        }
        for (int copiedRows : new int[] {100, 0}) {
            LaneSettings settings =
                    new LaneSettings(THREADS, Duration.ofMinutes(1), 20, Duration.ofSeconds(10), 2, copiedRows, true);
            POOLS.add(LanePools.shared()
                    .freeze("test", database, List.of(new UnpooledAdapter(LOGIN)), settings, "the test"));
        }
    }

    @Test
    void restoresWhatRandomScriptsDid() throws Exception {
        restores(TortureRun.exactly(300, 1));
    }

    @Test
    @Tag("torture")
    void restoresWhatManyRandomScriptsDid() throws Exception {
        restores(Torture.LANE_SCRIPTS.begin(300, 10_000));
    }

    /** A server drops the temporary tables of a session after its client has gone. */
    @Test
    void waitsForSessionsThatWereClosedWithTemporaryTables() throws Exception {
        for (int round = 0; round < 30; round++) {
            LaneLease lease = POOLS.get(round % POOLS.size()).lease("round " + round, event -> {});
            List<Connection> connections = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Connection connection = lease.take(LOGIN);
                connections.add(connection);
                Sql.execute(
                        connection,
                        "DO $$ BEGIN FOR i IN 1..20 LOOP EXECUTE 'CREATE TEMP TABLE t' || i || ' (id serial PRIMARY KEY)'; "
                                + "END LOOP; END $$");
            }
            for (int i = 0; i < 4; i++) {
                lease.giveBack(connections.get(i));
            }
            lease.discard(connections.get(4));
            connections.get(5).close();
            lease.giveBack(connections.get(5));

            assertThatCode(lease::end)
                    .as("the lane is compared with its template")
                    .doesNotThrowAnyException();
        }
    }

    private static void restores(TortureRun run) throws Exception {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger restored = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int worker = 0; worker < THREADS; worker++) {
                workers.add(threads.submit(() -> {
                    for (int i = next.getAndIncrement(); run.goesOn(i); i = next.getAndIncrement()) {
                        runScript(run.seed() + i, restored);
                    }
                    return true;
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } finally {
            threads.shutdownNow();
        }
        // Each thread has taken a number too many; what changes the schema has a new lane afterwards.
        assertThat(restored).hasValueGreaterThan((next.get() - THREADS) * 2 / 3);
    }

    private static void runScript(long seed, AtomicInteger restored) throws Exception {
        RandomScript script = new RandomScript(seed);
        List<String> spoiled = new ArrayList<>();
        LaneLease lease = POOLS.get((int) (seed % POOLS.size())).lease("script " + seed, spoiled::add);
        try {
            script.run(lease, LOGIN);
            lease.end();
        } catch (Exception | Error failure) {
            throw new AssertionError("Script " + seed + ":\n" + script, failure);
        }
        if (spoiled.isEmpty()) {
            restored.incrementAndGet();
        } else if (!script.definesAnything()) {
            throw new AssertionError("Script " + seed + " spoiled its lane: " + spoiled + "\n" + script);
        }
    }
}
