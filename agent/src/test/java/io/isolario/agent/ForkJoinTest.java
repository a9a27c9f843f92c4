package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForkJoinTest extends InSandboxes {

    private final ForkJoinPool pool = new ForkJoinPool(2);
    private final Gate gate = new Gate();

    @AfterEach
    void stop() throws InterruptedException {
        gate.open();
        pool.shutdownNow();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStolenForkRunsInTheSandboxOfItsParent() throws Exception {
        Set<Optional<ManagedSandbox>> seen = ConcurrentHashMap.newKeySet();

        int leaves = in(ana, () -> pool.submit(new Tree(10, seen)).get(10, TimeUnit.SECONDS));

        assertThat(leaves).isEqualTo(1024);
        assertThat(seen).containsExactly(Optional.of(ana));
        ana.awaitQuiescence(SOON);
    }

    @Test
    void parallelStreamsRunInTheSandboxOfTheCaller() throws Exception {
        Set<Optional<ManagedSandbox>> seen = ConcurrentHashMap.newKeySet();

        // Which thread helps differs from run to run.
        for (int run = 0; run < 100; run++) {
            runIn(ana, () -> IntStream.range(0, 1_000).parallel().forEach(i -> seen.add(ManagedSandbox.current())));
            ana.awaitQuiescence(SOON);
        }

        assertThat(seen).containsExactly(Optional.of(ana));
        assertThat(ForkJoinPool.commonPool()
                        .submit((Callable<Optional<ManagedSandbox>>) ManagedSandbox::current)
                        .get())
                .isEmpty();
    }

    @Test
    void aTaskOfNoSandboxRunsOutsideInsideTheJoinOfAnother() throws Exception {
        ForkJoinPool single = new ForkJoinPool(1);
        ForkJoinTask<Optional<ManagedSandbox>> outside =
                ForkJoinTask.adapt((Callable<Optional<ManagedSandbox>>) ManagedSandbox::current);

        ForkJoinTask<Optional<ManagedSandbox>> result = single.submit(() -> {
            outside.fork();
            return in(ana, outside::join);
        });

        assertThat(result.get(10, TimeUnit.SECONDS)).isEmpty();
        single.shutdown();
    }

    @Test
    void aTaskInvokedDirectlyIsPartOfItsCaller() throws Exception {
        Optional<ManagedSandbox> seen =
                in(ana, () -> ForkJoinTask.adapt((Callable<Optional<ManagedSandbox>>) ManagedSandbox::current)
                        .invoke());

        assertThat(seen).containsSame(ana);
    }

    @Test
    void elementsThatATaskTookEndWithTheTask() throws Exception {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        runIn(ana, () -> queue.addAll(List.of("1", "2")));
        runIn(bob, () -> queue.add("3"));
        ForkJoinPool single = new ForkJoinPool(1);
        try {
            ForkJoinTask<Optional<ManagedSandbox>> polls = single.submit(() -> {
                assertThat(queue.poll()).isEqualTo("1");
                in(ana, () -> ForkJoinTask.adapt(() -> queue.poll()).invoke());
                return ManagedSandbox.current();
            });
            assertThat(polls.get(10, TimeUnit.SECONDS)).contains(ana);
            ForkJoinTask<Optional<ManagedSandbox>> inside = in(
                    ana,
                    () -> single.submit(() -> {
                        assertThat(queue.poll()).isEqualTo("3");
                        return ManagedSandbox.current();
                    }));
            assertThat(inside.get(10, TimeUnit.SECONDS)).contains(bob);

            assertThat(single.submit((Callable<Optional<ManagedSandbox>>) ManagedSandbox::current)
                            .get(10, TimeUnit.SECONDS))
                    .isEmpty();
            ana.awaitQuiescence(SOON);
            bob.awaitQuiescence(SOON);
            assertThat(ana.finish().problems()).isEmpty();
            assertThat(bob.finish().problems()).isEmpty();
        } finally {
            single.shutdownNow();
        }
    }

    @Test
    void aForkJoinTaskCancelledBeforeItRunsDoesNotCount() throws Exception {
        ForkJoinPool single = new ForkJoinPool(1);
        single.execute(gate);
        gate.awaitReached();
        ForkJoinTask<?> waiting = in(ana, () -> single.submit(this::look));
        assertThat(ana.pendingWork()).hasSize(1);

        assertThat(waiting.cancel(false)).isTrue();

        assertThat(ana.pendingWork()).isEmpty();
        gate.open();
        single.shutdown();
    }

    @Test
    void forkJoinTasksDroppedByAShutdownDoNotCount() throws Exception {
        ForkJoinPool single = new ForkJoinPool(1);
        single.execute(gate);
        gate.awaitReached();
        runIn(ana, () -> {
            single.execute(this::look);
            assertThat(single.submit(this::look)).isNotNull();
        });
        assertThat(ana.pendingWork()).hasSize(2);

        single.shutdownNow();
        gate.open();

        ana.awaitQuiescence(SOON);
        assertThat(single.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(nothingSeen()).isTrue();
    }

    @Test
    void aStageRunsInTheSandboxThatRegisteredIt() throws Exception {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<Void> ofAna = in(ana, () -> source.thenAccept(text -> look()));
        assertThat(ana.pendingWork())
                .as("a stage whose source is incomplete does not count")
                .isEmpty();

        runIn(bob, () -> source.complete("now"));

        assertThat(nextSeen()).containsSame(ana);
        assertThat(ofAna).isCompleted();
        ana.awaitQuiescence(SOON);
        bob.awaitQuiescence(SOON);
    }

    @Test
    void anAsynchronousStageRunsInTheSandboxThatRegisteredIt() throws Exception {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<Void> ofAna = in(ana, () -> source.thenAcceptAsync(text -> look(), pool));
        CompletableFuture<Void> ofBob = in(bob, () -> source.thenRunAsync(this::look));

        source.complete("now");

        List<Optional<ManagedSandbox>> both = new ArrayList<>(List.of(nextSeen()));
        both.add(nextSeen());
        assertThat(both).containsExactlyInAnyOrder(Optional.of(ana), Optional.of(bob));
        ana.awaitQuiescence(SOON);
        bob.awaitQuiescence(SOON);
        assertThat(ofAna).isCompleted();
        assertThat(ofBob).isCompleted();
    }

    @Test
    void aChainOfStagesCountsUntilItsEnd() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<Void> chain = in(ana, () -> CompletableFuture.supplyAsync(() -> {
                    gate.run();
                    return 1;
                })
                .thenApplyAsync(i -> i + 1)
                .thenCombineAsync(CompletableFuture.supplyAsync(() -> 2), Integer::sum)
                .thenCompose(sum -> CompletableFuture.supplyAsync(() -> sum * 2))
                .thenAccept(sum -> ended.countDown()));

        gate.awaitReached();
        assertThat(ana.pendingWork()).isNotEmpty();
        gate.open();
        ana.awaitQuiescence(SOON);

        assertThat(ended.getCount()).isZero();
        assertThat(chain).isCompleted();
    }

    @Test
    void stagesThatNeverRunAreForgottenWithTheirSandbox() throws Exception {
        CompletableFuture<String> never = new CompletableFuture<>();
        CompletableFuture<Void> stage = in(ana, () -> never.thenAccept(text -> look()));
        assertThat(Installation.unitsOnTheirWay()).isPositive();

        ana.close();

        assertThat(Installation.unitsOnTheirWay()).isZero();
        assertThat(stage).isNotCompleted();
    }

    private static final class Tree extends RecursiveTask<Integer> {

        private static final long serialVersionUID = 1L;
        private final int depth;
        private final transient Set<Optional<ManagedSandbox>> seen;

        Tree(int depth, Set<Optional<ManagedSandbox>> seen) {
            this.depth = depth;
            this.seen = seen;
        }

        @Override
        protected Integer compute() {
            seen.add(ManagedSandbox.current());
            if (depth == 0) {
                return 1;
            }
            Tree left = new Tree(depth - 1, seen);
            left.fork();
            return new Tree(depth - 1, seen).compute() + left.join();
        }
    }
}
