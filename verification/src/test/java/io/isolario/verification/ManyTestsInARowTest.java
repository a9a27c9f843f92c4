package io.isolario.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.jdbc.SandboxDataSource;
import io.isolario.postgres.ThrowawayPostgres;
import io.isolario.testing.Torture;
import io.isolario.testing.TortureRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A long suite ends as fast as it begins: what tests undo must not pile up in the server or in the JVM. */
@Tag("torture")
class ManyTestsInARowTest {

    private static final Logger LOG = LoggerFactory.getLogger(ManyTestsInARowTest.class);
    private static final int TESTS = 20_000;
    private static final int WARM_UP = 1_000;
    private static final int PORTION = 1_000;
    private static final int TURN = 100;
    private static final double ENOUGH = 0.8;
    private static final int MEASUREMENTS = 3;

    /**
     * The first thousand run on another, fresh server after all but the last thousand, in turn with these: what else the machine
     * does then, it does to both.
     */
    @ParameterizedTest
    @EnumSource
    void theLastThousandAreNearlyAsFastAsTheFirst(Isolation isolation) throws SQLException {
        try (Application used = new Application()) {
            // In this build each restored lane is compared with its template, which takes ten times as long as the
            // rest.
            int tests = isolation == Isolation.TRANSACTION ? TESTS : TESTS / 5;
            TortureRun run = Torture.TESTS_IN_A_ROW.begin(PORTION, tests - PORTION);
            for (int done = 0; run.goesOn(done); done += TURN) {
                used.run(isolation, TURN);
            }
            try (Application fresh = new Application()) {
                fresh.run(isolation, WARM_UP);
                double ratio = 0;
                // What piled up stays; a machine that was slower for one of the two need not be so again.
                for (int i = 0; i < MEASUREMENTS && ratio < ENOUGH; i++) {
                    ratio = lastAgainstFirst(used, fresh, isolation);
                }
                assertThat(ratio).isGreaterThanOrEqualTo(ENOUGH);
            }
        }
    }

    private static double lastAgainstFirst(Application used, Application fresh, Isolation isolation)
            throws SQLException {
        List<Long> last = new ArrayList<>();
        List<Long> first = new ArrayList<>();
        for (int done = 0; done < PORTION; done += TURN) {
            last.addAll(used.run(isolation, TURN));
            first.addAll(fresh.run(isolation, TURN));
        }
        double ratio = throughput(last) / throughput(first);
        LOG.info(String.format(
                Locale.ROOT,
                "%s: tests/s of the first thousand %.0f, of the last %.0f, ratio %.2f",
                isolation,
                throughput(first),
                throughput(last),
                ratio));
        return ratio;
    }

    /**
     * Returns how many tests fit into a second, when they wait as little for the scheduler as a tenth of them do: it lets a server's
     * answer come in 25 or in 85 us, for some hundred tests at a time.
     */
    private static double throughput(List<Long> nanos) {
        return 1e9 / nanos.stream().sorted().toList().get(nanos.size() / 10);
    }

    /** A DataSource with sandboxes, on a server of its own. */
    private static final class Application implements AutoCloseable {

        private final ThrowawayPostgres postgres =
                ThrowawayPostgres.builder().unshared().start();
        private final HikariDataSource pool = pool(postgres);
        private final SandboxDataSource dataSource = SandboxDataSource.wrap("long suite", pool);
        private final SandboxRegistry registry;

        Application() throws SQLException {
            DatabaseVerification.execute(
                    pool,
                    "create table item (id bigint generated always as identity primary key, name text not null unique)");
            DatabaseVerification.execute(
                    pool, "insert into item (name) select 'seed-' || n from generate_series(1, 500) n");
            registry = SandboxRegistry.builder("long suite")
                    .resource(dataSource.resource())
                    .build();
        }

        List<Long> run(Isolation isolation, int tests) throws SQLException {
            return ManyTestsInARowTest.run(registry, dataSource, isolation, tests);
        }

        @Override
        public void close() {
            registry.close();
            pool.close();
            postgres.close();
        }
    }

    /** Returns what each test took, in nanoseconds. */
    private static List<Long> run(
            SandboxRegistry registry, SandboxDataSource dataSource, Isolation isolation, int tests)
            throws SQLException {
        List<Long> nanos = new ArrayList<>();
        for (int test = 0; test < tests; test++) {
            long started = System.nanoTime();
            try (ManagedSandbox sandbox = registry.open(
                            SandboxOptions.builder("test").isolation(isolation).build());
                    Scope scope = sandbox.enter()) {
                for (int row = 0; row < 5; row++) {
                    DatabaseVerification.insert(dataSource, "row " + row);
                }
                inTransaction(dataSource);
            }
            nanos.add(System.nanoTime() - started);
        }
        return nanos;
    }

    private static void inTransaction(SandboxDataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            DatabaseVerification.execute(connection, "update item set name = name || '!' where name like 'row %'");
            DatabaseVerification.execute(connection, "delete from item where name = 'seed-7'");
            connection.commit();
            assertThat(DatabaseVerification.names(connection)).hasSize(504);
        }
    }

    private static HikariDataSource pool(ThrowawayPostgres postgres) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.jdbcUrl("long_suite"));
        config.setUsername(postgres.username());
        config.setPassword(postgres.password());
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }
}
