package io.isolario.verification.originals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.Allowance;
import io.isolario.core.AllowanceException;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxContext;
import io.isolario.core.Scope;
import io.isolario.core.Sharing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cases of db_connection's ownership and of NimbleOwnership, and defects of theirs, that no test of a law says already. */
class OwnershipCasesTest {

    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final Library library;

    OwnershipCasesTest() throws SQLException {
        library = new Library("ownership_cases");
    }

    @AfterEach
    void leavesNothing() throws SQLException {
        worker.shutdownNow();
        library.registry().close();
        assertThat(Library.titles(library.pool())).isEmpty();
        library.close();
    }

    private Optional<ManagedSandbox> seenByWorker() throws Exception {
        return worker.submit(ManagedSandbox::current).get(10, TimeUnit.SECONDS);
    }

    private List<String> titlesSeenByWorker() throws Exception {
        Callable<List<String>> titles = library::titles;
        return worker.submit(titles).get(10, TimeUnit.SECONDS);
    }

    private Thread workerThread() throws Exception {
        return worker.submit(Thread::currentThread).get(10, TimeUnit.SECONDS);
    }

    @Test
    void aWorkerThatWasAllowedAnewSurvivesTheEndOfItsFormerSandbox() throws Exception {
        ManagedSandbox former = library.open("former");
        ManagedSandbox present = library.open("present");
        Allowance first = former.allow(workerThread());
        assertThatThrownBy(() -> present.allow(workerThread())).isInstanceOf(AllowanceException.class);
        first.close();
        present.allow(workerThread());

        former.close();

        assertThat(seenByWorker()).containsSame(present);
    }

    @Test
    void anAllowanceSurvivesTheThreadThatMadeIt() throws Exception {
        ExecutorService middle = Executors.newSingleThreadExecutor();
        Thread workerThread = workerThread();
        try (ManagedSandbox sandbox = library.open("ana")) {
            sandbox.allow(middle.submit(Thread::currentThread).get());
            middle.submit(() -> ManagedSandbox.current().orElseThrow().allow(workerThread))
                    .get();
            middle.shutdown();
            assertThat(middle.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

            assertThat(seenByWorker()).containsSame(sandbox);
        }
        assertThat(seenByWorker()).isEmpty();
    }

    @Test
    void aThreadThatIsNotThereYetIsAllowedByItsNameAndAskedForOnlyThen() throws Exception {
        try (ManagedSandbox sandbox = library.open("ana")) {
            List<String> asked = new ArrayList<>();
            sandbox.allow("the importer", thread -> {
                asked.add(thread.getName());
                return thread.getName().equals("importer");
            });
            assertThat(asked).isEmpty();

            ExecutorService importer = Executors.newSingleThreadExecutor(task -> new Thread(task, "importer"));
            assertThat(importer.submit(ManagedSandbox::current).get()).containsSame(sandbox);
            assertThat(seenByWorker()).isEmpty();
            importer.shutdownNow();
        }
    }

    @Test
    void allowingTheThreadThatOpenedASharedSandboxBreaksNothing() throws Exception {
        try (ManagedSandbox sandbox = library.open("ana")) {
            sandbox.allow(Thread.currentThread());
            sandbox.allow(Thread.currentThread());
            try (Sharing sharing = sandbox.share()) {
                assertThat(worker.submit(library.registry()::current).get()).containsSame(sandbox);
                library.add("shared");
                assertThat(titlesSeenByWorker()).containsExactly("shared");
            }
        }

        try (ManagedSandbox next = library.open("bob");
                Scope scope = next.enter()) {
            assertThat(library.titles()).isEmpty();
        }
    }

    @Test
    void aSandboxThatIsInUseCannotBeTakenAwayByAChangeOfMode() {
        try (ManagedSandbox sandbox = library.open("ana");
                ManagedSandbox other = library.open("bob")) {
            assertThatThrownBy(other::share).hasMessageContaining(sandbox.toString());
            assertThatThrownBy(() -> library.registry().runOnBaseline(() -> true))
                    .isInstanceOf(RefusalException.class);
            try (Scope scope = sandbox.enter()) {
                assertThat(ManagedSandbox.current()).containsSame(sandbox);
            }
        }
    }

    @Test
    void aCloseReturnsWhenTheRollbackIsDone() throws SQLException {
        for (int round = 0; round < 20; round++) {
            try (ManagedSandbox sandbox = library.open("ana");
                    Scope scope = sandbox.enter()) {
                library.add("locks the table");
            }
            try (Connection connection = library.pool().getConnection()) {
                connection.setAutoCommit(false);
                Library.execute(connection, "lock table book in access exclusive mode nowait");
                connection.rollback();
            }
        }
    }

    @Test
    void nobodyOfFortyIsDroppedFromTheQueueForTheOneConnection() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(40);
        ExecutorService following = SandboxContext.wrap(pool);
        try (ManagedSandbox sandbox = library.open("ana");
                Scope scope = sandbox.enter()) {
            List<Future<?>> waiting = new ArrayList<>();
            for (int client = 0; client < 40; client++) {
                waiting.add(following.submit(() -> {
                    Library.execute(library.dataSource(), "select pg_sleep(0.01)");
                    library.add("served");
                    return true;
                }));
            }
            for (Future<?> client : waiting) {
                client.get();
            }

            assertThat(library.titles()).hasSize(40);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aClientThatVanishesTakesOnlyItsTransactionWithIt() throws Exception {
        try (ManagedSandbox sandbox = library.open("ana");
                Scope scope = sandbox.enter()) {
            library.add("before");
            Callable<Boolean> client = sandbox.wrap((Callable<Boolean>) this::vanishInATransaction);
            assertThatThrownBy(() -> worker.submit(client).get()).hasRootCauseMessage("vanishes");
            library.add("after");

            assertThat(library.titles()).containsExactly("before", "after");
        }
    }

    private boolean vanishInATransaction() throws SQLException {
        try (Connection connection = library.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Library.execute(connection, "insert into book (title) values ('lost')");
            throw new IllegalStateException("vanishes");
        }
    }

    @Test
    void evictingThePoolsConnectionsLeavesAnOpenSandboxAloneUntilItEnds() throws SQLException {
        try (ManagedSandbox sandbox = library.open("ana");
                Scope scope = sandbox.enter()) {
            library.add("before");
            library.pool().getHikariPoolMXBean().softEvictConnections();
            library.add("after");

            assertThat(library.titles()).containsExactly("before", "after");
        }
        assertThat(library.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
    }
}
