package io.isolario.springboot.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

class RejectedTasksTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ExecutorDecoration decoration = new ExecutorDecoration();
    private final CountDownLatch release = new CountDownLatch(1);
    private final CompletableFuture<Optional<ManagedSandbox>> ran = new CompletableFuture<>();

    @AfterEach
    void closeRegistry() {
        release.countDown();
        registry.close();
    }

    @Test
    void aTaskRunsThatAHandlerHandsToAnotherExecutor() throws Exception {
        BlockingQueue<Runnable> overflow = new ArrayBlockingQueue<>(1);
        ThreadPoolTaskExecutor executor = busyExecutor(1, (task, pool) -> overflow.add(task));

        try (ManagedSandbox sandbox = aSandbox()) {
            fillAnd(sandbox, executor, 1, () -> ran.complete(ManagedSandbox.current()));
            assertThat(sandbox.pendingWork()).as("one runs, one is queued").hasSize(2);

            overflow.remove().run();

            assertThat(ran).isCompletedWithValue(Optional.of(sandbox));
            finish(sandbox, executor);
        }
    }

    @Test
    void aTaskRunsThatAWorkerHasTakenFromTheQueueAndNotBegunWhenItsHandlerReturns() throws Exception {
        CountDownLatch handled = new CountDownLatch(1);
        ThreadPoolTaskExecutor executor = busyExecutor(1, (task, pool) -> {
            Thread worker = new Thread(() -> {
                await(handled);
                task.run();
            });
            worker.setDaemon(true);
            worker.start();
        });

        try (ManagedSandbox sandbox = aSandbox()) {
            fillAnd(sandbox, executor, 1, () -> ran.complete(ManagedSandbox.current()));
            handled.countDown();

            assertThat(ran.get(10, TimeUnit.SECONDS)).contains(sandbox);
            finish(sandbox, executor);
        }
    }

    @Test
    void theTaskIsNoWorkThatWasDiscardedAsTheOldest() throws Exception {
        StolenFrom queue = new StolenFrom();
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor() {

            private static final long serialVersionUID = 1L;

            @Override
            protected BlockingQueue<Runnable> createQueue(int capacity) {
                return queue;
            }
        };
        prepare(executor, new ThreadPoolExecutor.DiscardOldestPolicy());

        try (ManagedSandbox sandbox = aSandbox()) {
            CountDownLatch others = new CountDownLatch(1);
            try (Scope scope = sandbox.enter()) {
                executor.execute(() -> await(release));
                executor.execute(others::countDown);
                executor.execute(() -> {
                    throw new IllegalStateException("This one is discarded.");
                });
                queue.stealOne = true;
                executor.execute(() -> ran.complete(ManagedSandbox.current()));
            }
            Objects.requireNonNull(queue.stolen).run();

            finish(sandbox, executor);
            assertThat(others.getCount()).as("the one that a worker took").isZero();
            assertThat(ran).isCompletedWithValue(Optional.of(sandbox));
        }
    }

    /** A queue from which a worker takes a task just before a handler looks for the oldest. */
    private static final class StolenFrom extends ArrayBlockingQueue<Runnable> {

        private static final long serialVersionUID = 1L;

        private volatile boolean stealOne;
        private transient volatile @Nullable Runnable stolen;

        private StolenFrom() {
            super(2);
        }

        @Override
        public @Nullable Runnable poll() {
            if (stealOne) {
                stealOne = false;
                stolen = super.poll();
            }
            return super.poll();
        }
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void aTaskIsNoWorkThatTheExecutorBehindAnAdapterTurnsAway(Function<Executor, TaskExecutor> adapters) {
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };
        TaskExecutor executor = adapters.apply(full);
        decoration.postProcessBeforeInitialization(executor, "executor");
        decoration.postProcessAfterInitialization(executor, "executor");

        try (ManagedSandbox sandbox = aSandbox()) {
            try (Scope scope = sandbox.enter()) {
                assertThatThrownBy(() -> executor.execute(() -> {}))
                        .isInstanceOf(TaskRejectedException.class)
                        .hasRootCauseMessage("full");
            }
            assertThat(sandbox.pendingWork()).isEmpty();
        }
    }

    static Stream<Named<Function<Executor, TaskExecutor>>> adapters() {
        return Stream.of(
                Named.of("ConcurrentTaskExecutor", ConcurrentTaskExecutor::new),
                Named.of("TaskExecutorAdapter", TaskExecutorAdapter::new));
    }

    @Test
    void anAdapterStillShowsTheExecutorOfTheApplication() {
        Executor ofApplication = Runnable::run;
        ConcurrentTaskExecutor executor = new ConcurrentTaskExecutor(ofApplication);

        decoration.postProcessBeforeInitialization(executor, "executor");
        decoration.postProcessAfterInitialization(executor, "executor");

        assertThat(executor.getConcurrentExecutor()).isSameAs(ofApplication);
    }

    private ThreadPoolTaskExecutor busyExecutor(int queueCapacity, RejectedExecutionHandler handler) {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setQueueCapacity(queueCapacity);
        return prepare(executor, handler);
    }

    private ThreadPoolTaskExecutor prepare(ThreadPoolTaskExecutor executor, RejectedExecutionHandler handler) {
        executor.setCorePoolSize(1);
        executor.setMaxPoolSize(1);
        executor.setDaemon(true);
        executor.setRejectedExecutionHandler(handler);
        decoration.postProcessBeforeInitialization(executor, "executor");
        executor.afterPropertiesSet();
        decoration.postProcessAfterInitialization(executor, "executor");
        return executor;
    }

    /** Occupies the one thread and the queue, and submits one task more. */
    private void fillAnd(ManagedSandbox sandbox, TaskExecutor executor, int queueCapacity, Runnable task) {
        try (Scope scope = sandbox.enter()) {
            executor.execute(() -> await(release));
            for (int i = 0; i < queueCapacity; i++) {
                executor.execute(() -> {});
            }
            executor.execute(task);
        }
    }

    private void finish(ManagedSandbox sandbox, ThreadPoolTaskExecutor executor) {
        release.countDown();
        sandbox.awaitQuiescence();
        executor.shutdown();
    }

    private ManagedSandbox aSandbox() {
        return registry.open(SandboxOptions.builder("floods").build());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
