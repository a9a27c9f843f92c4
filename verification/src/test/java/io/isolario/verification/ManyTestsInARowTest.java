package io.isolario.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.jdbc.SandboxDataSource;
import io.isolario.postgres.ThrowawayPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
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

    @ParameterizedTest
    @EnumSource
    void theLastThousandAreNearlyAsFastAsTheFirst(Isolation isolation) throws SQLException {
        try (ThrowawayPostgres postgres = ThrowawayPostgres.builder().unshared().start();
                HikariDataSource pool = pool(postgres)) {
            DatabaseVerification.execute(
                    pool,
                    "create table item (id bigint generated always as identity primary key, name text not null unique)");
            DatabaseVerification.execute(
                    pool, "insert into item (name) select 'seed-' || n from generate_series(1, 500) n");
            SandboxDataSource dataSource = SandboxDataSource.wrap("long suite", pool);
            try (SandboxRegistry registry = SandboxRegistry.builder("long suite")
                    .resource(dataSource.resource())
                    .build()) {
                run(registry, dataSource, isolation, WARM_UP);
                List<Double> perSecond = new ArrayList<>();
                for (int done = 0; done < TESTS; done += PORTION) {
                    perSecond.add(run(registry, dataSource, isolation, PORTION));
                }
                double first = perSecond.get(0);
                double last = perSecond.get(perSecond.size() - 1);
                LOG.info(String.format(
                        Locale.ROOT,
                        "%s: %d tests in a row; tests/s of the first thousand %.0f, of the last %.0f, ratio %.2f; all: %s",
                        isolation,
                        TESTS,
                        first,
                        last,
                        last / first,
                        perSecond.stream().map(Math::round).toList()));
                assertThat(last / first).isGreaterThanOrEqualTo(0.8);
            }
        }
    }

    /** Returns how many tests fit into a second, by the median of their times: other work on the machine comes in bursts. */
    private static double run(SandboxRegistry registry, SandboxDataSource dataSource, Isolation isolation, int tests)
            throws SQLException {
        long[] nanos = new long[tests];
        for (int test = 0; test < tests; test++) {
            long started = System.nanoTime();
            try (Sandbox sandbox = registry.open(
                            SandboxOptions.builder("test").isolation(isolation).build());
                    Scope scope = sandbox.enter()) {
                for (int row = 0; row < 5; row++) {
                    DatabaseVerification.insert(dataSource, "row " + row);
                }
                inTransaction(dataSource);
            }
            nanos[test] = System.nanoTime() - started;
        }
        Arrays.sort(nanos);
        return 1e9 / nanos[tests / 2];
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
