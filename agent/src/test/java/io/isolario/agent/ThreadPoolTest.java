package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.Problem;
import io.isolario.core.ProblemKind;
import io.isolario.core.ScopeException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadPoolTest extends InSandboxes {

    private final Gate gate = new Gate();
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(100));

    @AfterEach
    void stop() throws InterruptedException {
        gate.open();
        pool.shutdownNow();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theQueueHoldsTheSubmittedTaskItself() {
        Runnable task = this::look;
        occupy(pool);

        runIn(ana, () -> pool.execute(task));

        assertThat(pool.getQueue()).singleElement().isSameAs(task);
        gate.open();
        ana.awaitQuiescence(SOON);
    }

    @Test
    void submissionsOfTheSameObjectRunEachInItsSandbox() throws Exception {
        Runnable shared = this::look;
        occupy(pool);

        runIn(ana, () -> pool.execute(shared));
        runIn(bob, () -> pool.execute(shared));
        runIn(ana, () -> pool.execute(shared));
        gate.open();

        assertThat(List.of(
                        nextSeen().orElseThrow(),
                        nextSeen().orElseThrow(),
                        nextSeen().orElseThrow()))
                .containsExactly(ana, bob, ana);
        ana.awaitQuiescence(SOON);
        bob.awaitQuiescence(SOON);
    }

    @Test
    void aRemovedTaskDoesNotCount() {
        Runnable task = this::look;
        occupy(pool);
        runIn(ana, () -> pool.execute(task));
        assertThat(ana.pendingWork()).hasSize(1);

        assertThat(pool.remove(() -> {})).isFalse();
        assertThat(ana.pendingWork()).hasSize(1);
        assertThat(pool.remove(task)).isTrue();

        assertThat(ana.pendingWork()).isEmpty();
    }

    @Test
    void aTaskCancelledBeforeItRunsDoesNotCount() throws Exception {
        occupy(pool);
        Future<?> future = in(ana, () -> pool.submit(this::look));
        assertThat(ana.pendingWork()).hasSize(1);

        assertThat(future.cancel(false)).isTrue();

        assertThat(ana.pendingWork()).isEmpty();
        gate.open();
    }

    @Test
    void aTaskCancelledWhileItRunsCountsUntilItHasRun() throws Exception {
        Future<?> future = in(ana, () -> pool.submit(gate));
        gate.awaitReached();

        assertThat(future.cancel(false)).isTrue();

        assertThat(ana.pendingWork()).hasSize(1);
        gate.open();
        ana.awaitQuiescence(SOON);
    }

    @Test
    void tasksDroppedByAShutdownDoNotCount() {
        occupy(pool);
        runIn(ana, () -> pool.execute(this::look));
        pool.execute(this::look);

        assertThat(pool.shutdownNow()).hasSize(2);

        assertThat(ana.pendingWork()).isEmpty();
        assertThat(nothingSeen()).isTrue();
    }

    @Test
    void aSilentlyRejectedTaskDoesNotCount() {
        ThreadPoolExecutor full = full(new ThreadPoolExecutor.DiscardPolicy());

        runIn(ana, () -> full.execute(this::look));

        assertThat(ana.pendingWork()).isEmpty();
        full.shutdownNow();
    }

    @Test
    void aTaskRejectedWithAnExceptionDoesNotCount() {
        ThreadPoolExecutor full = full(new ThreadPoolExecutor.AbortPolicy());

        assertThatThrownBy(() -> runIn(ana, () -> full.execute(this::look)))
                .isInstanceOf(RejectedExecutionException.class);

        assertThat(ana.pendingWork()).isEmpty();
        full.shutdownNow();
    }

    @Test
    void aRejectedTaskThatItsCallerRunsIsPartOfTheCaller() throws Exception {
        ThreadPoolExecutor full = full(new ThreadPoolExecutor.CallerRunsPolicy());

        runIn(ana, () -> full.execute(this::look));

        assertThat(nextSeen()).containsSame(ana);
        assertThat(ana.pendingWork()).isEmpty();
        full.shutdownNow();
    }

    @Test
    void theDiscardedOldestTaskDoesNotCount() throws Exception {
        ThreadPoolExecutor small = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(1), new ThreadPoolExecutor.DiscardOldestPolicy());
        occupy(small);
        runIn(ana, () -> small.execute(this::look));

        runIn(bob, () -> small.execute(this::look));

        assertThat(ana.pendingWork()).isEmpty();
        assertThat(bob.pendingWork()).hasSize(1);
        gate.open();
        assertThat(nextSeen()).containsSame(bob);
        bob.awaitQuiescence(SOON);
        small.shutdownNow();
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker")
    void aTaskThatLeavesAScopeOpenFailsItsSandboxAndTheThreadLeavesIt() throws Exception {
        runIn(ana, () -> pool.execute(bob::enter));
        ana.awaitQuiescence(SOON);

        assertThat(pool.submit(() -> ManagedSandbox.current()).get(10, TimeUnit.SECONDS))
                .isEmpty();
        assertThat(ana.finish().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.cause()).containsInstanceOf(ScopeException.class);
            assertThat(problem.message()).startsWith("Scope of " + bob + " was left open on thread \"");
        });
    }

    @Test
    void theThreadsOfThePoolBelongToNoSandbox() throws Exception {
        ThreadPoolExecutor fresh = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                task -> new Thread(() -> {
                    look();
                    task.run();
                }));

        runIn(ana, () -> fresh.execute(this::look));

        assertThat(nextSeen()).isEmpty();
        assertThat(nextSeen()).containsSame(ana);
        ana.awaitQuiescence(SOON);
        fresh.shutdownNow();
    }

    @Test
    void lateWorkAndItsTasksStayInTheEndedSandbox() throws Exception {
        occupy(pool);
        runIn(
                ana,
                () -> pool.execute(() -> {
                    look();
                    pool.execute(this::look);
                }));

        assertThat(ana.finish().problems()).extracting(Problem::kind).containsExactly(ProblemKind.LATE_WORK);
        gate.open();

        assertThat(nextSeen()).containsSame(ana);
        assertThat(nextSeen()).containsSame(ana);
        assertThat(pool.submit(() -> ManagedSandbox.current()).get(10, TimeUnit.SECONDS))
                .isEmpty();
    }

    private ThreadPoolExecutor full(RejectedExecutionHandler handler) {
        ThreadPoolExecutor full =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(1), handler);
        occupy(full);
        full.execute(() -> {});
        return full;
    }

    private void occupy(ThreadPoolExecutor executor) {
        executor.execute(gate);
        gate.awaitReached();
    }
}
