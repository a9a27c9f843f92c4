package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.QuiescenceTimeoutException;
import io.isolario.core.work.PendingWork;
import io.isolario.core.work.WorkKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdleConsumerTest extends InSandboxes {

    private static final Duration SHORT = Duration.ofMillis(100);

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Gate gate = new Gate();

    @AfterEach
    void stop() throws InterruptedException {
        gate.open();
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void aConsumerIsIdleAtAnEmptyQueueAndCountsWhileItHasAnElement() throws Exception {
        startIn(ana, new Loop(queue));
        ana.awaitQuiescence(SOON);

        runIn(ana, () -> queue.add(this::look));
        ana.awaitQuiescence(SOON);
        assertThat(nextSeen()).containsSame(ana);

        runIn(ana, () -> queue.add(gate));
        gate.awaitReached();
        assertThat(ana.pendingWork()).extracting(PendingWork::kind).containsExactly(WorkKind.TASK, WorkKind.MESSAGE);
        gate.open();
        ana.awaitQuiescence(SOON);
    }

    @Test
    void anIdleConsumerCountsAgainWithAnElementOfNoSandbox() throws Exception {
        startIn(ana, new Loop(queue));
        ana.awaitQuiescence(SOON);

        queue.add(() -> {
            look();
            gate.run();
        });

        assertThat(nextSeen()).containsSame(ana);
        assertThat(ana.pendingWork()).hasSize(1);
        gate.open();
        ana.awaitQuiescence(SOON);
    }

    @Test
    void anElementOfAnotherSandboxIsConsumedInThatSandbox() throws Exception {
        startIn(ana, new Loop(queue));
        ana.awaitQuiescence(SOON);

        runIn(bob, () -> queue.add(this::look));

        assertThat(nextSeen()).containsSame(bob);
        bob.awaitQuiescence(SOON);
        ana.awaitQuiescence(SOON);
    }

    @Test
    void aConsumerThatIsATaskOfAPoolIsIdle() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        runIn(ana, () -> executor.execute(new Loop(queue)));
        ana.awaitQuiescence(SOON);

        runIn(ana, () -> queue.add(this::look));

        ana.awaitQuiescence(SOON);
        assertThat(nextSeen()).containsSame(ana);
        executor.shutdownNow();
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        ana.awaitQuiescence(SOON);
    }

    @Test
    void aConsumerIsIdleAfterAPollThatFoundNothing() throws Exception {
        startIn(ana, new PollingLoop(queue));

        ana.awaitQuiescence(SOON);

        runIn(ana, () -> queue.add(this::look));
        ana.awaitQuiescence(SOON);
        assertThat(nextSeen()).containsSame(ana);
    }

    @Test
    void aBorrowerThatWaitsForAnObjectOfAPoolIsNotIdle() throws Exception {
        Borrowing pool = new Borrowing();
        Thread borrower = startIn(ana, new Task(() -> pool.borrow().run()));
        await().until(() -> borrower.getState() == Thread.State.WAITING);

        assertThatThrownBy(() -> ana.awaitQuiescence(SHORT)).isInstanceOf(QuiescenceTimeoutException.class);

        pool.objects.add(this::look);
        ana.awaitQuiescence(SOON);
        assertThat(nextSeen()).containsSame(ana);
    }

    @Test
    void aThreadThatWaitsForAnAnswerForALimitedTimeIsNotIdle() throws Exception {
        Thread waiting = startIn(ana, () -> {
            try {
                Runnable answer = queue.poll(20, TimeUnit.SECONDS);
                if (answer != null) {
                    answer.run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        assertThatThrownBy(() -> ana.awaitQuiescence(SHORT)).isInstanceOf(QuiescenceTimeoutException.class);

        queue.add(this::look);
        ana.awaitQuiescence(SOON);
    }

    @Test
    void aThreadWithAnElementOfAnotherQueueIsNotIdle() throws Exception {
        BlockingQueue<Runnable> inner = new LinkedBlockingQueue<>();
        startIn(ana, new Loop(queue));
        runIn(
                ana,
                () -> queue.add(() -> {
                    try {
                        inner.take().run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));

        assertThatThrownBy(() -> ana.awaitQuiescence(SHORT)).isInstanceOf(QuiescenceTimeoutException.class);

        inner.add(this::look);
        ana.awaitQuiescence(SOON);
        assertThat(nextSeen()).containsSame(ana);
    }

    @Test
    void anIdleConsumerLeavesItsEndedSandboxAndServesOthers() throws Exception {
        startIn(ana, new Loop(queue));
        ana.awaitQuiescence(SOON);

        assertThat(ana.finish().problems()).isEmpty();
        assertThat(Installation.unitsOnTheirWay()).isZero();

        queue.add(this::look);
        assertThat(nextSeen()).isEmpty();
        runIn(bob, () -> queue.add(this::look));
        assertThat(nextSeen()).containsSame(bob);
        bob.awaitQuiescence(SOON);
    }

    @Test
    void anInterruptedConsumerCountsUntilItEnds() throws Exception {
        Thread loop = startIn(ana, new Loop(queue, () -> {
            look();
            gate.run();
        }));
        ana.awaitQuiescence(SOON);

        loop.interrupt();

        assertThat(nextSeen()).containsSame(ana);
        assertThat(ana.pendingWork())
                .extracting(PendingWork::runningOn)
                .containsExactly(java.util.Optional.of(loop.getName()));
        gate.open();
        ana.awaitQuiescence(SOON);
    }

    private Thread startIn(ManagedSandbox sandbox, Runnable loop) {
        Thread thread = new Thread(loop, "loop");
        threads.add(thread);
        runIn(sandbox, thread::start);
        return thread;
    }

    private record Loop(BlockingQueue<Runnable> queue, Runnable atEnd) implements Runnable {

        Loop(BlockingQueue<Runnable> queue) {
            this(queue, () -> {});
        }

        @Override
        public void run() {
            try {
                while (true) {
                    queue.take().run();
                }
            } catch (InterruptedException end) {
                atEnd.run();
            }
        }
    }

    private record PollingLoop(BlockingQueue<Runnable> queue) implements Runnable {

        @Override
        public void run() {
            try {
                while (true) {
                    Runnable next = queue.poll(600, TimeUnit.MILLISECONDS);
                    if (next != null) {
                        next.run();
                    }
                }
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record Task(Runnable action) implements Runnable {

        @Override
        public void run() {
            action.run();
        }
    }
}

/** A pool of objects whose borrowers wait. */
final class Borrowing {

    final BlockingQueue<Runnable> objects = new LinkedBlockingQueue<>();

    Runnable borrow() {
        try {
            return objects.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
