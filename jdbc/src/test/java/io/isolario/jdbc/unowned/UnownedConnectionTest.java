package io.isolario.jdbc.unowned;

import static io.isolario.jdbc.TestPools.execute;
import static io.isolario.jdbc.unowned.UnownedFixture.assertRefused;
import static io.isolario.jdbc.unowned.UnownedFixture.assertUnchanged;
import static io.isolario.jdbc.unowned.UnownedFixture.open;
import static io.isolario.jdbc.unowned.UnownedFixture.pool;
import static io.isolario.jdbc.unowned.UnownedFixture.registry;
import static io.isolario.jdbc.unowned.UnownedFixture.rows;
import static io.isolario.jdbc.unowned.UnownedFixture.text;
import static io.isolario.jdbc.unowned.UnownedFixture.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.UnownedWork;
import io.isolario.jdbc.SandboxDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a connection for unowned work does besides refusing SQL that writes. */
class UnownedConnectionTest {

    /** It is older than the first sandbox, whose database it must not change any more. */
    @ParameterizedTest
    @EnumSource(Isolation.class)
    void aTransactionThatIsOlderThanTheFirstSandboxIsNotCommittedBesideIt(Isolation isolation) throws SQLException {
        try (HikariDataSource pool =
                pool("unowned_older_" + isolation.name().toLowerCase(java.util.Locale.ROOT), false)) {
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    Connection older = dataSource.getConnection()) {
                update(older, "insert into item values ('before')");
                older.commit();
                update(older, "insert into item values ('while it opens')");
                if (isolation == Isolation.DATABASE) {
                    // Its session keeps the baseline from being frozen; what was committed is there.
                    assertThatThrownBy(() -> registry.open(SandboxOptions.builder("first")
                                    .isolation(isolation)
                                    .build()))
                            .isInstanceOf(RuntimeException.class);
                    older.rollback();
                    return;
                }
                try (ManagedSandbox sandbox = open(registry)) {
                    assertThatThrownBy(() -> update(older, "insert into item values ('late')"))
                            .hasMessageStartingWith("Unowned write refused: insert into item values ('late'). ");
                    assertThatThrownBy(older::commit)
                            .hasMessageStartingWith(
                                    "Unowned write refused: the commit of a transaction that has written;"
                                            + " it was rolled back. ");
                    assertRefused(older);
                }
                assertThat(text(pool, "select string_agg(name, ' ') from item")).isEqualTo("before");
            }
        }
    }

    @Test
    void readingWorksAsBeforeInEitherMode() throws SQLException {
        try (HikariDataSource pool = pool("unowned_reads", true)) {
            execute(pool, "insert into item select 'item ' || n from generate_series(1, 1000) n");
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry);
                    Connection connection = dataSource.getConnection();
                    PreparedStatement all = connection.prepareStatement("select name from item")) {
                all.setFetchSize(10);
                assertThat(rows(all)).isEqualTo(1000);
                assertThatThrownBy(() -> update(connection, "select no_such_column from item"))
                        .isInstanceOf(org.postgresql.util.PSQLException.class)
                        .hasMessageContaining("no_such_column");
                assertThat(rows(all)).isEqualTo(1000);
                update(connection, "set search_path to public");
                update(connection, "listen news");
                try (ResultSet tables = connection.getMetaData().getTables(null, "public", "item", null)) {
                    assertThat(tables.next()).isTrue();
                }

                connection.setAutoCommit(false);
                assertThat(rows(all)).isEqualTo(1000);
                connection.commit();
                assertThat(rows(all)).isEqualTo(1000);
                connection.rollback();
            }
        }
    }

    /** Three steps make a statement; another thread's must not come between them. */
    @Test
    void threadsThatShareAConnectionTakeTurns() throws Exception {
        try (HikariDataSource pool = pool("unowned_shared", true)) {
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            CyclicBarrier together = new CyclicBarrier(8);
            try (SandboxRegistry registry = registry(dataSource);
                    ManagedSandbox sandbox = open(registry);
                    Connection connection = dataSource.getConnection()) {
                List<Future<?>> results = new ArrayList<>();
                for (int thread = 0; thread < 8; thread++) {
                    results.add(threads.submit(() -> {
                        together.await();
                        for (int i = 0; i < 50; i++) {
                            update(connection, "select count(*) from item");
                            assertRefused(connection);
                        }
                        return null;
                    }));
                }
                for (Future<?> result : results) {
                    result.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertUnchanged(pool, "threads");
        }
    }

    @Test
    void afterTheFirstSandboxItWritesWhereThatIsConfigured() throws SQLException {
        try (HikariDataSource pool = pool("unowned_passing", false)) {
            SandboxDataSource dataSource = SandboxDataSource.wrap("shop", pool);
            try (SandboxRegistry registry = SandboxRegistry.builder("shop")
                            .resource(dataSource.resource())
                            .unownedWork(UnownedWork.PASS)
                            .build();
                    ManagedSandbox sandbox = open(registry);
                    Connection connection = dataSource.getConnection()) {
                update(connection, "insert into item values ('passed')");
                connection.commit();
                assertThat(connection.unwrap(org.postgresql.PGConnection.class)).isNotNull();
            }
            assertThat(text(pool, "select name from item")).isEqualTo("passed");
        }
    }
}
