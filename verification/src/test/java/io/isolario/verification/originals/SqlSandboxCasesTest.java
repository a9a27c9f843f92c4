package io.isolario.verification.originals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.isolario.core.Allowance;
import io.isolario.core.CloseReport;
import io.isolario.core.Isolation;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.ProblemKind;
import io.isolario.core.SandboxContext;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.jdbc.SandboxDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cases of ecto_sql's sandbox that no test of a law says already. */
class SqlSandboxCasesTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Library library;

    SqlSandboxCasesTest() throws SQLException {
        library = new Library("sql_sandbox_cases");
    }

    @BeforeEach
    void isEmpty() throws SQLException {
        assertThat(Library.titles(library.pool())).isEmpty();
    }

    @AfterEach
    void leavesNothing() throws SQLException {
        threads.shutdownNow();
        library.registry().close();
        assertThat(Library.titles(library.pool())).isEmpty();
        library.close();
    }

    @Test
    void anUnreachableDatabaseFailsTheOpeningAndIsNamed() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/nowhere");
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(250);
        try (HikariDataSource nowhere = new HikariDataSource(config);
                SandboxRegistry registry = SandboxRegistry.builder("nowhere")
                        .resource(SandboxDataSource.wrap("lost", nowhere).resource())
                        .build()) {
            assertThatThrownBy(() -> registry.open(SandboxOptions.builder("ana").build()))
                    .hasMessageContaining("DataSource \"lost\"")
                    .hasRootCauseInstanceOf(java.net.ConnectException.class);
            assertThat(registry.openSandboxes()).isEmpty();
        }
    }

    @Test
    void aThreadWritesOnlyWhileItIsInASandbox() throws SQLException {
        try (ManagedSandbox sandbox = library.open("ana")) {
            assertThatThrownBy(() -> library.add("too early")).hasMessageStartingWith("Unowned write refused");
            try (Scope scope = sandbox.enter()) {
                library.add("inside");
            }
            assertThatThrownBy(() -> library.add("too late")).hasMessageStartingWith("Unowned write refused");
            assertThat(library.titles()).isEmpty();
        }
    }

    @Test
    void anAllowedThreadWorksWithTheDataOfTheSandbox() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try (ManagedSandbox sandbox = library.open("ana")) {
            Callable<List<String>> titles = library::titles;
            Thread allowed = one.submit(Thread::currentThread).get();
            try (Scope scope = sandbox.enter()) {
                library.add("by the owner");
            }
            try (Allowance allowance = sandbox.allow(allowed)) {
                assertThat(one.submit(titles).get()).containsExactly("by the owner");
            }
            assertThat(one.submit(titles).get()).isEmpty();
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void theOwnershipTimeoutCutsAClientOffInItsTransactionWhileOthersGoOn() throws Exception {
        CountDownLatch holds = new CountDownLatch(1);
        ManagedSandbox sandbox = library.registry()
                .open(Library.options("owner of 200 ms")
                        .ownershipTimeout(Duration.ofMillis(200))
                        .drainTimeout(Duration.ofMillis(50))
                        .build());
        Future<?> client = threads.submit(() -> {
            try (Scope scope = sandbox.enter();
                    Connection connection = library.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                Library.execute(connection, "insert into book (title) values ('cut off')");
                holds.countDown();
                Library.execute(connection, "select pg_sleep(10)");
                connection.commit();
            }
            return true;
        });
        assertThat(holds.await(10, TimeUnit.SECONDS)).isTrue();
        try (ManagedSandbox other = library.open("another");
                Scope scope = other.enter()) {
            library.add("meanwhile");

            assertThatThrownBy(client::get).hasCauseInstanceOf(SQLException.class);

            assertThat(library.titles()).containsExactly("meanwhile");
        }
        CloseReport report = sandbox.finish();
        assertThat(report.problems()).anySatisfy(problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemKind.TIMEOUT);
            assertThat(problem.message()).contains("the ownership timeout of 200 ms");
        });
    }

    @Test
    void aStatementThatTimesOutUndoesOnlyItsTransaction() throws SQLException {
        try (ManagedSandbox sandbox = library.open("ana");
                Scope scope = sandbox.enter()) {
            library.add("before");
            try (Connection connection = library.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                Library.execute(connection, "insert into book (title) values ('undone')");
                try (Statement statement = connection.createStatement()) {
                    statement.setQueryTimeout(1);
                    assertThatThrownBy(() -> statement.execute("select pg_sleep(10)"))
                            .isInstanceOfSatisfying(SQLException.class, timeout -> assertThat(timeout.getSQLState())
                                    .isEqualTo("57014"));
                }
                connection.rollback();
            }
            library.add("after");

            assertThat(library.titles()).containsExactly("before", "after");
        }
    }

    @Test
    void aSandboxBelongsToNoThreadAndOutlivesTheOneThatOpenedIt() throws Exception {
        ExecutorService opener = Executors.newSingleThreadExecutor();
        ManagedSandbox sandbox = opener.submit(() -> library.open("ana")).get();
        opener.shutdownNow();
        assertThat(opener.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        try (Scope scope = sandbox.enter()) {
            library.add("by another thread");
        }
        assertThat(threads.submit(() -> {
                            try (Scope scope = sandbox.enter()) {
                                return library.titles();
                            }
                        })
                        .get())
                .containsExactly("by another thread");

        threads.submit(sandbox::close).get();
    }

    @Test
    void ofTwoTransactionsInADeadlockOneFailsAndCanBeRolledBack() throws Exception {
        Library.execute(library.pool(), "insert into book (title) values ('first'), ('second')");
        ExecutorService following = SandboxContext.wrap(threads);
        CyclicBarrier bothHold = new CyclicBarrier(2);
        SandboxOptions inLane =
                SandboxOptions.builder("ana").isolation(Isolation.DATABASE).build();
        try (ManagedSandbox sandbox = library.registry().open(inLane);
                Scope scope = sandbox.enter()) {
            Future<String> one = following.submit(() -> lockBoth("first", "second", bothHold));
            Future<String> two = following.submit(() -> lockBoth("second", "first", bothHold));

            assertThat(new String[] {one.get(), two.get()}).containsExactlyInAnyOrder("committed", "40P01");
            library.add("goes on");
            assertThat(library.titles()).hasSize(3);
        } finally {
            library.registry().runOnBaseline(() -> {
                Library.execute(library.pool(), "delete from book");
                return true;
            });
        }
    }

    private String lockBoth(String mine, String others, CyclicBarrier bothHold) throws Exception {
        try (Connection connection = library.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Library.execute(connection, "select 1 from book where title = '" + mine + "' for update");
            bothHold.await(10, TimeUnit.SECONDS);
            try {
                Library.execute(connection, "select 1 from book where title = '" + others + "' for update");
                connection.commit();
                return "committed";
            } catch (SQLException deadlock) {
                connection.rollback();
                return deadlock.getSQLState();
            }
        }
    }

    @Test
    void aRollbackInOneDatabaseLeavesTheOtherAndNeitherSeesTheOthersRows() throws SQLException {
        SandboxDataSource first = SandboxDataSource.wrap("first", library.pool());
        try (Library other = new Library("sql_sandbox_cases_2")) {
            SandboxDataSource second = SandboxDataSource.wrap("second", other.pool());
            try (SandboxRegistry both = SandboxRegistry.builder("both")
                            .resource(first.resource())
                            .resource(second.resource())
                            .build();
                    ManagedSandbox sandbox = both.open(Library.options("ana").build());
                    Scope scope = sandbox.enter();
                    Connection inFirst = first.getConnection();
                    Connection inSecond = second.getConnection()) {
                inFirst.setAutoCommit(false);
                inSecond.setAutoCommit(false);
                Library.execute(inFirst, "insert into book (title) values ('first')");
                Library.execute(inSecond, "insert into book (title) values ('second')");
                inFirst.rollback();
                inSecond.commit();

                assertThat(Library.titles(first)).isEmpty();
                assertThat(Library.titles(second)).containsExactly("second");
            }
            assertThat(Library.titles(other.pool())).isEmpty();
        }
    }
}
