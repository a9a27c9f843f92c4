package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.CloseReport;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Sandbox;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Elements of two sandboxes and of none in one queue, taken one at a time in every way; and objects of pools. */
class ConsumersAndPoolsTest extends InSandboxes {

    private static final int ROUNDS = 100;

    // What each element was processed as.
    private final Map<String, Optional<Sandbox>> processed = new ConcurrentHashMap<>();
    private final Deque<Thread> consumers = new ArrayDeque<>();

    enum Kind {
        ARRAY(() -> new ArrayBlockingQueue<>(3 * ROUNDS)),
        LINKED(LinkedBlockingQueue::new),
        DEQUE(LinkedBlockingDeque::new),
        PRIORITY(PriorityBlockingQueue::new),
        TRANSFER(LinkedTransferQueue::new);

        // A constructor reference.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Supplier<BlockingQueue<String>> supplier;

        Kind(Supplier<BlockingQueue<String>> supplier) {
            this.supplier = supplier;
        }
    }

    /** A way to take one element; empty if there is none now. */
    private interface Taking {
        List<String> from(BlockingQueue<String> queue) throws InterruptedException;
    }

    enum Way {
        POLL(queue -> some(queue.poll())),
        POLL_WAITING(queue -> some(queue.poll(50, TimeUnit.MILLISECONDS))),
        POLL_WAITING_LONG(queue -> some(queue.poll(1, TimeUnit.SECONDS))),
        PEEK_THEN_POLL(queue -> queue.peek() == null ? List.of() : some(queue.poll())),
        DRAIN_ONE(queue -> {
            List<String> one = new ArrayList<>();
            queue.drainTo(one, 1);
            return one;
        }),
        TAKE(queue -> some(queue.take())),
        REMOVE(queue -> queue.isEmpty() ? List.of() : some(queue.remove()));

        // A lambda.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Taking taking;

        Way(Taking taking) {
            this.taking = taking;
        }

        private static List<String> some(String element) {
            return element == null ? List.of() : List.of(element);
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Thread consumer : consumers) {
            consumer.interrupt();
            consumer.join(10_000);
            assertThat(consumer.isAlive()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachElementIsProcessedAsItsOwnHoweverItIsTaken(Way way) throws Exception {
        for (Kind kind : Kind.values()) {
            BlockingQueue<String> queue = kind.supplier.get();
            CountDownLatch done = new CountDownLatch(3 * ROUNDS);
            consume(queue, way, done);
            for (int i = 0; i < ROUNDS; i++) {
                String round = kind + " " + i;
                runIn(ana, () -> queue.add("ana " + round));
                queue.add("nobody " + round);
                runIn(bob, () -> queue.add("bob " + round));
            }
            Gate.await(done);
            stop();
        }

        assertThat(processed).hasSize(3 * ROUNDS * Kind.values().length).allSatisfy((element, as) -> {
            Optional<Sandbox> expected = element.startsWith("ana")
                    ? Optional.of(ana)
                    : element.startsWith("bob") ? Optional.of(bob) : Optional.empty();
            assertThat(as).as(element).isEqualTo(expected);
        });
        assertThat(ana.finish()).returns(List.of(), CloseReport::problems);
        assertThat(bob.finish()).returns(List.of(), CloseReport::problems);
    }

    private void consume(BlockingQueue<String> queue, Way way, CountDownLatch done) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        Thread consumer = new Thread(() -> {
            ready.countDown();
            try {
                while (done.getCount() > 0) {
                    for (String element : way.taking.from(queue)) {
                        processed.put(element, Sandbox.current());
                        done.countDown();
                    }
                }
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
        consumers.add(consumer);
        consumer.start();
        Gate.await(ready);
    }

    enum PoolKind {
        QUEUE(ConcurrentLinkedQueue::new),
        DEQUE(ConcurrentLinkedDeque::new),
        ARRAY(() -> new ArrayBlockingQueue<>(10)),
        LINKED(LinkedBlockingQueue::new),
        BLOCKING_DEQUE(LinkedBlockingDeque::new);

        // A constructor reference.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Supplier<Queue<Object>> supplier;

        PoolKind(Supplier<Queue<Object>> supplier) {
            this.supplier = supplier;
        }
    }

    /** A buffer that one test has returned says nothing of the work for which another borrows it. */
    @ParameterizedTest
    @EnumSource
    void anObjectOfAPoolTakesNoTaskIntoAnotherSandbox(PoolKind kind) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < ROUNDS; i++) {
                Queue<Object> pool = kind.supplier.get();
                runIn(ana, () -> pool.add("a buffer that ana made"));

                assertThat(in(bob, () -> executor.submit(() -> borrowing(pool)).get()))
                        .isSameAs(bob);
                assertThat(in(ana, () -> executor.submit(() -> borrowing(pool)).get()))
                        .isSameAs(ana);
                assertThat(in(bob, () -> executor.submit(() -> nested(pool)).get()))
                        .isSameAs(bob);
            }
        } finally {
            executor.shutdown();
        }
        ana.awaitQuiescence(SOON);
        bob.awaitQuiescence(SOON);
    }

    private static Sandbox borrowing(Queue<Object> pool) {
        Object buffer = pool.poll();
        Sandbox own = Sandbox.current().orElse(null);
        pool.add(buffer == null ? "made by a task" : buffer);
        return own == Sandbox.current().orElse(null) ? own : null;
    }

    private static Sandbox nested(Queue<Object> pool) {
        Object outer = pool.poll();
        Object inner = pool.poll();
        Sandbox own = Sandbox.current().orElse(null);
        pool.add(inner == null ? "another" : inner);
        pool.add(outer == null ? "made by a task" : outer);
        return own == Sandbox.current().orElse(null) ? own : null;
    }

    @Test
    void aConsumerThatASandboxHasStartedFollowsTheElementsOfOthers() throws Exception {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        CountDownLatch done = new CountDownLatch(2 * ROUNDS);
        ManagedSandbox first = ana;
        in(first, () -> {
            consume(queue, Way.POLL_WAITING, done);
            return null;
        });

        for (int i = 0; i < ROUNDS; i++) {
            String round = "" + i;
            runIn(ana, () -> queue.add("ana " + round));
            runIn(bob, () -> queue.add("bob " + round));
        }
        Gate.await(done);

        assertThat(processed)
                .allSatisfy(
                        (element, as) -> assertThat(as).as(element).contains(element.startsWith("ana") ? ana : bob));
    }
}
