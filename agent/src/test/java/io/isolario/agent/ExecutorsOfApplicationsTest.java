package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.serial.DelegatingExecutor;
import com.example.serial.DrainingExecutor;
import com.example.serial.SerialExecutor;
import com.google.common.util.concurrent.MoreExecutors;
import io.isolario.core.CarriedWork;
import io.isolario.core.CloseReport;
import io.isolario.core.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Executors that keep tasks in a queue of their own, which one worker drains for all submitters. */
class ExecutorsOfApplicationsTest extends InSandboxes {

    private static final int ROUNDS = 200;

    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    enum Kind {
        SERIAL(SerialExecutor::new),
        GUAVA_SEQUENTIAL(MoreExecutors::newSequentialExecutor),
        DRAINING(DrainingExecutor::new),
        DRAINING_SERIAL(pool -> new DrainingExecutor(new SerialExecutor(pool)));

        // A constructor reference.
        @SuppressWarnings("ImmutableEnumChecker")
        private final UnaryOperator<Executor> above;

        Kind(UnaryOperator<Executor> above) {
            this.above = above;
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        pool.shutdown();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aTaskThatWaitsBehindThatOfAnotherRunsAsItsOwn(Kind kind) throws Exception {
        Executor executor = kind.above.apply(pool);
        CountDownLatch submitted = new CountDownLatch(1);
        Map<String, Optional<Sandbox>> ran = new ConcurrentHashMap<>();
        runIn(
                ana,
                () -> executor.execute(() -> {
                    Gate.await(submitted);
                    ran.put("ana first", Sandbox.current());
                }));
        for (int i = 0; i < ROUNDS; i++) {
            String round = " " + i;
            runIn(bob, () -> executor.execute(() -> ran.put("bob" + round, Sandbox.current())));
            executor.execute(() -> ran.put("nobody" + round, Sandbox.current()));
            runIn(ana, () -> executor.execute(() -> ran.put("ana" + round, Sandbox.current())));
        }
        assertThat(bob.pendingWork()).isNotEmpty();
        submitted.countDown();

        ana.awaitQuiescence(SOON);
        bob.awaitQuiescence(SOON);
        stop();

        assertThat(ran).hasSize(3 * ROUNDS + 1).allSatisfy((task, as) -> {
            Optional<Sandbox> expected = task.startsWith("ana")
                    ? Optional.of(ana)
                    : task.startsWith("bob") ? Optional.of(bob) : Optional.empty();
            assertThat(as).as(task).isEqualTo(expected);
        });
        assertThat(ana.finish()).returns(List.of(), CloseReport::problems);
        assertThat(bob.finish()).returns(List.of(), CloseReport::problems);
    }

    @Test
    void aSubmittedTaskIsFollowedToo() throws Exception {
        DrainingExecutor executor = new DrainingExecutor(pool);

        Future<Optional<Sandbox>> result = in(bob, () -> executor.submit(Sandbox::current));

        assertThat(result.get(10, TimeUnit.SECONDS)).contains(bob);
        bob.awaitQuiescence(SOON);
    }

    @Test
    void aRefusedTaskDoesNotCount() {
        DrainingExecutor executor = new DrainingExecutor(pool);
        executor.shutdown();

        runIn(ana, () -> assertThatThrownBy(() -> executor.execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class));

        assertThat(ana.pendingWork()).isEmpty();
    }

    @Test
    void aTaskThatIsOnlyPassedOnCountsOnceAndNotAtAllWhenThePoolDiscardsIt() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        ThreadPoolExecutor discarding = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), new ThreadPoolExecutor.DiscardPolicy());
        Executor executor = new DelegatingExecutor(discarding);
        try {
            runIn(ana, () -> executor.execute(() -> Gate.await(running)));
            assertThat(ana.pendingWork()).hasSize(1);
            runIn(bob, () -> executor.execute(() -> {}));
            assertThat(bob.pendingWork()).hasSize(1);
            runIn(bob, () -> executor.execute(() -> {}));
            assertThat(bob.pendingWork()).hasSize(1);

            running.countDown();
            ana.awaitQuiescence(SOON);
            bob.awaitQuiescence(SOON);
        } finally {
            discarding.shutdown();
        }
    }

    /** An application also works before the first sandbox, and after the last. */
    @Test
    void tasksRunWhileThereIsNoSandbox() throws Exception {
        ana.finish();
        bob.finish();
        assertThat(CarriedWork.anySandboxLives()).isFalse();
        DrainingExecutor executor = new DrainingExecutor(new SerialExecutor(pool));

        assertThat(executor.submit(() -> "ran").get(10, TimeUnit.SECONDS)).isEqualTo("ran");
        assertThatThrownBy(() -> executor.execute(null)).isInstanceOf(NullPointerException.class);
    }
}
