package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.work.PendingWork;
import io.isolario.core.work.WorkKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueueTest extends InSandboxes {

    private static final String END = "end";
    private final List<Thread> consumers = new ArrayList<>();
    private final List<BlockingQueue<String>> consumed = new ArrayList<>();
    private final Gate gate = new Gate();

    enum Kind {
        LINKED(LinkedBlockingQueue::new),
        ARRAY(() -> new ArrayBlockingQueue<>(100)),
        PRIORITY(PriorityBlockingQueue::new),
        DEQUE(LinkedBlockingDeque::new),
        TRANSFER(LinkedTransferQueue::new);

        // A constructor reference.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Supplier<BlockingQueue<String>> supplier;

        Kind(Supplier<BlockingQueue<String>> supplier) {
            this.supplier = supplier;
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        gate.open();
        for (BlockingQueue<String> queue : consumed) {
            queue.put(END);
        }
        for (Thread consumer : consumers) {
            consumer.join(10_000);
            assertThat(consumer.isAlive()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachElementIsConsumedInItsSandbox(Kind kind) throws Exception {
        BlockingQueue<String> queue = consume(kind, this::look);

        runIn(ana, () -> queue.add("1"));
        assertThat(nextSeen()).containsSame(ana);
        runIn(bob, () -> queue.add("2"));
        assertThat(nextSeen()).containsSame(bob);
        queue.add("3");
        assertThat(nextSeen()).isEmpty();

        ana.awaitQuiescence(SOON);
        bob.awaitQuiescence(SOON);
    }

    @ParameterizedTest
    @EnumSource
    void anElementCountsUntilTheConsumerAsksForTheNext(Kind kind) throws Exception {
        BlockingQueue<String> queue = consume(kind, gate);

        runIn(ana, () -> {
            queue.add("1");
            queue.add("2");
        });
        gate.awaitReached();

        assertThat(ana.pendingWork())
                .extracting(PendingWork::kind, PendingWork::description)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(WorkKind.MESSAGE, "1"),
                        org.assertj.core.groups.Tuple.tuple(WorkKind.MESSAGE, "2"));
        gate.open();
        ana.awaitQuiescence(SOON);
    }

    @ParameterizedTest
    @EnumSource
    void removedElementsDoNotCount(Kind kind) {
        BlockingQueue<String> queue = kind.supplier.get();
        runIn(ana, () -> {
            queue.add("1");
            queue.add("2");
            queue.add("3");
        });
        assertThat(ana.pendingWork()).hasSize(3);

        assertThat(queue.remove("2")).isTrue();
        assertThat(ana.pendingWork()).hasSize(2);
        queue.clear();

        assertThat(ana.pendingWork()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheElementsLeftByABulkRemovalCount(Kind kind) throws Exception {
        BlockingQueue<String> queue = kind.supplier.get();
        runIn(ana, () -> queue.addAll(List.of("1", "2", "3", "4", "5", "6", "7")));

        assertThat(queue.removeIf("2"::equals)).isTrue();
        assertThat(queue.removeAll(List.of("4", "5"))).isTrue();
        assertThat(ana.pendingWork())
                .extracting(PendingWork::description)
                .containsExactlyInAnyOrder("1", "3", "6", "7");

        Iterator<String> elements = queue.iterator();
        elements.next();
        elements.next();
        elements.remove();
        assertThat(ana.pendingWork()).hasSize(3);
        assertThat(queue.retainAll(List.of("1", "7"))).isTrue();
        assertThat(ana.pendingWork()).extracting(PendingWork::description).containsExactlyInAnyOrderElementsOf(queue);

        runIn(bob, () -> assertThat(queue.poll()).isNotNull());
        assertThat(ana.pendingWork()).hasSize(queue.size());
        queue.clear();
        assertThat(ana.pendingWork()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void elementsArePolledAndDrainedInTheirSandbox(Kind kind) throws Exception {
        BlockingQueue<String> queue = kind.supplier.get();
        runIn(ana, () -> queue.addAll(List.of("1", "2", "3")));

        start("poller", queue, () -> {
            while (true) {
                String element = queue.poll(1, TimeUnit.SECONDS);
                if (END.equals(element)) {
                    return true;
                }
                if (element != null) {
                    queue.drainTo(new ArrayList<>(), 1);
                    look();
                }
            }
        });

        assertThat(nextSeen()).containsSame(ana);
        assertThat(nextSeen()).containsSame(ana);
        ana.awaitQuiescence(SOON);
    }

    @ParameterizedTest
    @EnumSource
    void aTestThatTakesAnElementStaysInItsOwnSandbox(Kind kind) throws Exception {
        BlockingQueue<String> queue = kind.supplier.get();
        runIn(ana, () -> queue.add("1"));

        String element = in(bob, () -> {
            String taken = queue.take();
            look();
            return taken;
        });

        assertThat(element).isEqualTo("1");
        assertThat(nextSeen()).containsSame(bob);
        assertThat(ana.pendingWork()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aBatchOfOneSandboxCountsUntilTheConsumerWaits(Kind kind) throws Exception {
        BlockingQueue<String> queue = kind.supplier.get();
        runIn(ana, () -> queue.addAll(List.of("1", "2", "3")));

        BlockingQueue<String> batches = consumeBatches(queue, this::look);

        assertThat(nextSeen()).containsSame(ana);
        ana.awaitQuiescence(SOON);
        assertThat(batches).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aBatchOfTwoSandboxesIsRefusedAndBothAreNamed(Kind kind) throws Exception {
        BlockingQueue<String> queue = kind.supplier.get();
        runIn(ana, () -> queue.add("1"));
        runIn(bob, () -> queue.add("2"));

        consumeBatches(queue, this::look);

        assertThat(nextSeen()).isEmpty();
        String message = "Thread \"batches\" took elements of two sandboxes as one batch from a "
                + queue.getClass().getSimpleName() + ": of " + ana + " and of " + bob
                + ". Work on this batch cannot be attributed to a sandbox. Take one element at a time with take(), or have one consumer "
                + "for each sandbox.";
        assertThat(ana.finish().problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .isEqualTo(message));
        assertThat(bob.finish().problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .isEqualTo(message));
    }

    @ParameterizedTest
    @EnumSource
    void aQueueIntoWhichATakerPutsBackIsAPoolOfObjects(Kind kind) throws Exception {
        BlockingQueue<String> pool = kind.supplier.get();
        pool.add("object");

        runIn(ana, () -> pool.add(String.valueOf(pool.poll())));

        assertThat(ana.pendingWork()).isEmpty();
        assertThat(pool).containsExactly("object");
    }

    @ParameterizedTest
    @EnumSource
    void elementsAreFollowedBetweenThreadsOfOneSandbox(Kind kind) throws Exception {
        BlockingQueue<String> queue = kind.supplier.get();
        CountDownLatch taken = new CountDownLatch(1);
        Thread consumer = new Thread(() -> {
            try {
                assertThat(queue.poll(10, TimeUnit.SECONDS)).isEqualTo("1");
                look();
                taken.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        runIn(ana, () -> {
            consumer.start();
            queue.add("1");
        });

        Gate.await(taken);
        assertThat(nextSeen()).containsSame(ana);
        ana.awaitQuiescence(SOON);
        consumer.join();
    }

    private BlockingQueue<String> consume(Kind kind, Runnable action) {
        BlockingQueue<String> queue = kind.supplier.get();
        start("consumer", queue, () -> {
            while (!queue.take().equals(END)) {
                action.run();
            }
            return true;
        });
        return queue;
    }

    private BlockingQueue<String> consumeBatches(BlockingQueue<String> queue, Runnable action) {
        start("batches", queue, () -> {
            List<String> batch = new ArrayList<>();
            while (!batch.contains(END)) {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch);
                action.run();
            }
            return true;
        });
        return queue;
    }

    private void start(String name, BlockingQueue<String> queue, java.util.concurrent.Callable<Boolean> loop) {
        Thread consumer = new Thread(new java.util.concurrent.FutureTask<>(loop), name);
        consumers.add(consumer);
        consumed.add(queue);
        consumer.start();
    }
}
