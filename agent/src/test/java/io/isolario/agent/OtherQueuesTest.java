package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.work.PendingWork;
import io.isolario.core.work.WorkKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OtherQueuesTest extends InSandboxes {

    private final Deque<Thread> consumers = new ArrayDeque<>();

    enum Concurrent {
        QUEUE(ConcurrentLinkedQueue::new),
        DEQUE(ConcurrentLinkedDeque::new);

        // A constructor reference.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Supplier<Queue<String>> supplier;

        Concurrent(Supplier<Queue<String>> supplier) {
            this.supplier = supplier;
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

    @Test
    void anElementOfASynchronousQueueIsConsumedInItsSandbox() throws Exception {
        SynchronousQueue<String> queue = new SynchronousQueue<>();
        consume(() -> queue.take().length());

        in(ana, () -> putNow(queue, "1"));
        assertThat(nextSeen()).containsSame(ana);
        in(bob, () -> queue.offer("2", 10, TimeUnit.SECONDS));
        assertThat(nextSeen()).containsSame(bob);

        ana.awaitQuiescence(SOON);
        bob.awaitQuiescence(SOON);
        assertThat(in(ana, () -> new SynchronousQueue<String>().offer("no consumer waits")))
                .isFalse();
        assertThat(ana.pendingWork()).isEmpty();
    }

    @Test
    void anElementThatATransferQueueRefusesDoesNotCount() throws Exception {
        LinkedTransferQueue<String> queue = new LinkedTransferQueue<>();

        assertThat(in(ana, () -> queue.tryTransfer("1"))).isFalse();
        assertThat(in(ana, () -> queue.tryTransfer("2", 1, TimeUnit.MILLISECONDS)))
                .isFalse();
        assertThat(ana.pendingWork()).isEmpty();

        consume(() -> queue.take().length());
        in(ana, () -> queue.tryTransfer("3", 10, TimeUnit.SECONDS));
        assertThat(nextSeen()).containsSame(ana);
        ana.awaitQuiescence(SOON);
    }

    @Test
    void anElementOfADelayQueueIsADelayedTask() throws Exception {
        DelayQueue<Later> queue = new DelayQueue<>();
        consume(() -> queue.take().nanos() > 0 ? 1 : 0);

        runIn(ana, () -> {
            queue.add(Later.in(10));
            queue.add(Later.in(3_600_000));
        });

        assertThat(ana.delayedWork()).extracting(PendingWork::kind).containsExactly(WorkKind.DELAYED_TASK);
        ana.awaitQuiescence(SOON);
        assertThat(nextSeen()).containsSame(ana);
        assertThat(queue.removeIf(each -> true)).isTrue();
        assertThat(ana.delayedWork()).isEmpty();
    }

    @Test
    void removedElementsOfADelayQueueAreForgotten() {
        DelayQueue<Later> queue = new DelayQueue<>();
        Later first = Later.in(500);
        runIn(ana, () -> queue.addAll(List.of(first, Later.in(600), Later.in(700))));

        assertThat(queue.remove(first)).isTrue();
        assertThat(ana.pendingWork()).hasSize(2);
        queue.clear();

        assertThat(ana.pendingWork()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aConcurrentQueueWithoutAConsumerIsOnlyACollection(Concurrent kind) {
        Queue<String> sent = kind.supplier.get();

        runIn(ana, () -> sent.addAll(List.of("1", "2")));
        runIn(ana, () -> sent.add("3"));

        ana.awaitQuiescence(SOON);
        assertThat(ana.pendingWork()).isEmpty();
        runIn(ana, () -> assertThat(sent.poll()).isEqualTo("1"));
    }

    @ParameterizedTest
    @EnumSource
    void anElementOfAConcurrentQueueIsConsumedInItsSandbox(Concurrent kind) throws Exception {
        Queue<String> queue = kind.supplier.get();
        CountDownLatch foundEmpty = new CountDownLatch(3);
        consume(() -> {
            String element = queue.poll();
            if (element == null) {
                foundEmpty.countDown();
                TimeUnit.MILLISECONDS.timedJoin(Thread.currentThread(), 1);
                return 0;
            }
            return 1;
        });
        Gate.await(foundEmpty);

        runIn(ana, () -> queue.addAll(List.of("1")));
        assertThat(nextSeen()).containsSame(ana);
        runIn(bob, () -> queue.add("2"));
        assertThat(nextSeen()).containsSame(bob);

        ana.awaitQuiescence(SOON);
        bob.awaitQuiescence(SOON);
    }

    @ParameterizedTest
    @EnumSource
    void aConcurrentQueueFilledByThreadsThatFindItEmptyIsAPool(Concurrent kind) throws Exception {
        Queue<String> pool = kind.supplier.get();
        Callable<Void> borrowing = () -> {
            for (int i = 0; i < 3; i++) {
                assertThat(pool.poll()).isNull();
                pool.add("made");
                assertThat(pool.poll()).isNotNull();
            }
            assertThat(pool.poll()).isNull();
            assertThat(pool.poll()).isNull();
            pool.add("returned");
            return null;
        };
        borrowing.call();
        pool.clear();

        in(ana, borrowing);
        runIn(bob, () -> pool.add("from elsewhere"));

        assertThat(ana.pendingWork()).isEmpty();
        assertThat(bob.pendingWork()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aConcurrentQueueEmptiedByRequestsIsABuffer(Concurrent kind) {
        Queue<String> buffer = kind.supplier.get();
        runIn(ana, () -> {
            assertThat(buffer.poll()).isNull();
            assertThat(buffer.poll()).isNull();
            buffer.add("1");
        });

        assertThat(ana.pendingWork()).isEmpty();
    }

    @Test
    void listsOfBuffersDoNotCount() {
        LinkedTransferQueue<Object> queue = new LinkedTransferQueue<>();
        runIn(ana, () -> queue.add(List.of(java.nio.ByteBuffer.allocate(0))));
        assertThat(ana.pendingWork()).isEmpty();
        runIn(ana, () -> queue.addAll(List.of(List.of(), List.of("1"))));
        assertThat(ana.pendingWork()).hasSize(2);
        queue.clear();
    }

    @ParameterizedTest
    @EnumSource
    void removedElementsOfAConcurrentQueueAreForgotten(Concurrent kind) {
        Queue<String> queue = kind.supplier.get();
        assertThat(queue.poll()).isNull();
        assertThat(queue.poll()).isNull();
        runIn(ana, () -> queue.addAll(List.of("1", "2", "3", "4", "5", "6")));
        assertThat(ana.pendingWork()).hasSize(6);

        assertThat(queue.remove("2")).isTrue();
        assertThat(queue.removeIf("3"::equals)).isTrue();
        assertThat(queue.retainAll(List.of("1", "5", "6"))).isTrue();
        assertThat(ana.pendingWork()).hasSize(3);
        Iterator<String> elements = queue.iterator();
        elements.next();
        elements.remove();
        assertThat(ana.pendingWork()).extracting(PendingWork::description).containsExactlyInAnyOrder("5", "6");
        queue.clear();
        assertThat(ana.pendingWork()).isEmpty();
    }

    @Test
    void aThreadThatWaitsInAnOuterMethodIsDoneWithAPolledElement() throws Exception {
        Queue<String> queue = new ConcurrentLinkedQueue<>();
        Semaphore more = new Semaphore(0);
        consume(() -> {
            int taken = takeAll(queue);
            more.acquire();
            return taken;
        });
        assertThat(queue.poll()).isNull();
        assertThat(queue.poll()).isNull();
        runIn(ana, () -> queue.addAll(List.of("1", "2", "3")));
        more.release();

        ana.awaitQuiescence(SOON);
        assertThat(queue).isEmpty();
        more.release();
    }

    private static int takeAll(Queue<String> queue) {
        int taken = 0;
        while (queue.poll() != null) {
            taken++;
        }
        return taken;
    }

    @Test
    void lentObjectsDoNotCount() {
        List<Object> given = new ArrayList<>();
        LinkedTransferQueue<Object> queue = new LinkedTransferQueue<>();
        Object buffer = java.nio.ByteBuffer.allocate(1);

        runIn(ana, () -> given.add(queue.add(buffer)));

        assertThat(ana.pendingWork()).isEmpty();
        assertThat(queue).containsExactly(buffer);
    }

    @Test
    void pooledFormatsDoNotCount() {
        LinkedTransferQueue<Object> queue = new LinkedTransferQueue<>();

        runIn(ana, () -> queue.add(java.text.NumberFormat.getInstance()));

        assertThat(ana.pendingWork()).isEmpty();
    }

    private interface Taking {
        int take() throws InterruptedException;
    }

    /** Starts a thread that records its sandbox after each element that it takes. */
    private void consume(Taking taking) {
        Thread consumer = new Thread(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    if (taking.take() > 0) {
                        look();
                    }
                }
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
        consumers.add(consumer);
        consumer.start();
    }

    private static boolean putNow(SynchronousQueue<String> queue, String element) throws InterruptedException {
        queue.put(element);
        return true;
    }

    private record Later(long nanos) implements Delayed {

        static Later in(long millis) {
            return new Later(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
