package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class PropagatingExecutorServiceTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ManagedSandbox ana =
            registry.open(SandboxOptions.builder("ana").build());
    private final ManagedSandbox bob =
            registry.open(SandboxOptions.builder("bob").build());
    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private final ExecutorService executor = SandboxContext.wrap(pool);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        pool.shutdownNow();
        registry.close();
    }

    @Test
    void eachTaskRunsInTheSandboxOfItsSubmitter() throws Exception {
        Future<Optional<ManagedSandbox>> ofAna;
        Future<Optional<ManagedSandbox>> ofBob;
        try (Scope scope = ana.enter()) {
            ofAna = executor.submit(ManagedSandbox::current);
        }
        try (Scope scope = bob.enter()) {
            ofBob = executor.submit(ManagedSandbox::current);
        }
        Future<Optional<ManagedSandbox>> ofNobody = executor.submit(ManagedSandbox::current);

        assertThat(ofAna.get(10, TimeUnit.SECONDS)).containsSame(ana);
        assertThat(ofBob.get(10, TimeUnit.SECONDS)).containsSame(bob);
        assertThat(ofNobody.get(10, TimeUnit.SECONDS)).isEmpty();
        assertThat(pool.submit(ManagedSandbox::current).get(10, TimeUnit.SECONDS))
                .isEmpty();
    }

    @Test
    void allTasksOfABulkRunInTheSandbox() throws Exception {
        Callable<Optional<ManagedSandbox>> look = ManagedSandbox::current;
        try (Scope scope = ana.enter()) {
            for (Future<Optional<ManagedSandbox>> each : executor.invokeAll(List.of(look, look))) {
                assertThat(each.get()).containsSame(ana);
            }
            assertThat(executor.invokeAny(List.of(look))).containsSame(ana);
        }
        ana.awaitQuiescence();
    }

    @Test
    void taskCountsUntilItHasRunEvenIfItFails() throws Exception {
        try (Scope scope = ana.enter()) {
            Future<?> failing = executor.submit(() -> {
                throw new IllegalStateException("no money");
            });

            assertThatThrownBy(() -> failing.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("no money");
        }

        ana.awaitQuiescence(Duration.ofSeconds(10));
    }

    @Test
    void cancelledTaskCountsUntilItHasPassedThrough() throws Exception {
        occupyThePool();
        try (Scope scope = ana.enter()) {
            Future<?> cancelled = executor.submit(() -> "never run");

            assertThat(cancelled.cancel(false)).isTrue();
        }
        assertThat(ana.pendingWork()).hasSize(1);

        release.countDown();

        ana.awaitQuiescence(Duration.ofSeconds(10));
    }

    @Test
    void rejectedTaskDoesNotCount() {
        pool.shutdown();

        try (Scope scope = ana.enter()) {
            assertThatThrownBy(() -> executor.submit(() -> "never run")).isInstanceOf(RejectedExecutionException.class);
        }

        assertThat(ana.pendingWork()).isEmpty();
    }

    @Test
    void tasksThatAShutdownDropsDoNotCount() throws Exception {
        occupyThePool();
        try (Scope scope = ana.enter()) {
            executor.execute(() -> {});
        }
        executor.execute(() -> {});
        assertThat(ana.pendingWork()).hasSize(1);

        List<Runnable> neverRun = executor.shutdownNow();

        assertThat(neverRun).hasSize(2);
        assertThat(ana.pendingWork()).isEmpty();
    }

    @Test
    void wrappedExecutorSharesItsStateWithTheOriginal() throws Exception {
        assertThat(executor).hasToString("propagating " + pool);
        assertThat(executor.isShutdown()).isFalse();

        executor.shutdown();

        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(List.of(executor.isShutdown(), executor.isTerminated(), pool.isShutdown()))
                .containsOnly(true);
    }

    private void occupyThePool() throws Exception {
        CountDownLatch occupied = new CountDownLatch(1);
        pool.execute(() -> {
            occupied.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(occupied.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
