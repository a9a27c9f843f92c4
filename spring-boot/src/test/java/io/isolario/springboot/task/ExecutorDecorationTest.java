package io.isolario.springboot.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledFuture;
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
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.PeriodicTrigger;

class ExecutorDecorationTest {

    private static final ThreadLocal<String> MARK = new ThreadLocal<>();

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ExecutorDecoration decoration = new ExecutorDecoration();

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @ParameterizedTest
    @MethodSource("executors")
    void runsATaskInTheSandboxOfItsSubmitterWithinTheApplicationsDecorator(
            Function<TaskDecorator, TaskExecutor> executors) throws Exception {
        TaskExecutor executor = decorated(executors.apply(ExecutorDecorationTest::marking));
        CompletableFuture<String> ran = new CompletableFuture<>();

        try (ManagedSandbox sandbox = aSandbox("submits")) {
            try (Scope scope = sandbox.enter()) {
                executor.execute(() ->
                        ran.complete(MARK.get() + " " + ManagedSandbox.current().map(ManagedSandbox::owner)));
            }
            sandbox.awaitQuiescence();
        }

        assertThat(ran.get(10, TimeUnit.SECONDS)).isEqualTo("marked Optional[submits]");
    }

    static Stream<Named<Function<TaskDecorator, TaskExecutor>>> executors() {
        return Stream.of(
                Named.of("ThreadPoolTaskExecutor", decorator -> {
                    ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
                    executor.setTaskDecorator(decorator);
                    executor.setDaemon(true);
                    return executor;
                }),
                Named.of("SimpleAsyncTaskExecutor", decorator -> {
                    SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
                    executor.setTaskDecorator(decorator);
                    return executor;
                }),
                Named.of("ThreadPoolTaskScheduler", decorator -> {
                    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
                    scheduler.setTaskDecorator(decorator);
                    scheduler.setDaemon(true);
                    return scheduler;
                }),
                Named.of("ConcurrentTaskExecutor", decorator -> {
                    ConcurrentTaskExecutor executor = new ConcurrentTaskExecutor(Executors.newSingleThreadExecutor());
                    executor.setTaskDecorator(decorator);
                    return executor;
                }),
                Named.of("TaskExecutorAdapter", decorator -> {
                    TaskExecutorAdapter executor = new TaskExecutorAdapter(Executors.newSingleThreadExecutor());
                    executor.setTaskDecorator(decorator);
                    return executor;
                }));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aTaskThatIsTurnedAwayIsNoWork(RejectedExecutionHandler policy) {
        CountDownLatch release = new CountDownLatch(1);
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(1);
        executor.setMaxPoolSize(1);
        executor.setQueueCapacity(1);
        executor.setRejectedExecutionHandler(policy);
        decorated(executor);

        try (ManagedSandbox sandbox = aSandbox("floods")) {
            try (Scope scope = sandbox.enter()) {
                executor.execute(() -> await(release));
                for (int i = 0; i < 5; i++) {
                    try {
                        executor.execute(() -> {});
                    } catch (TaskRejectedException expectedOfAbortPolicy) {
                        assertThat(policy).isInstanceOf(ThreadPoolExecutor.AbortPolicy.class);
                    }
                }
                assertThat(sandbox.pendingWork()).hasSize(2);
            }
            release.countDown();
            sandbox.awaitQuiescence();
        }
        executor.shutdown();
    }

    static Stream<Named<RejectedExecutionHandler>> policies() {
        return Stream.of(
                Named.of("abort", new ThreadPoolExecutor.AbortPolicy()),
                Named.of("discard", new ThreadPoolExecutor.DiscardPolicy()),
                Named.of("discard the oldest", new ThreadPoolExecutor.DiscardOldestPolicy()),
                Named.of("let the caller run it", new ThreadPoolExecutor.CallerRunsPolicy()));
    }

    @Test
    void aDelayedTaskCountsWhenItIsDueSoon() {
        ThreadPoolTaskScheduler scheduler = aScheduler();
        CompletableFuture<Optional<ManagedSandbox>> ran = new CompletableFuture<>();

        try (ManagedSandbox sandbox = aSandbox("delays")) {
            ScheduledFuture<?> future;
            try (Scope scope = sandbox.enter()) {
                future = scheduler.schedule(
                        () -> ran.complete(ManagedSandbox.current()),
                        Instant.now().plusMillis(200));
            }
            sandbox.awaitQuiescence();

            assertThat(future.isDone()).isTrue();
            assertThat(ran).isCompletedWithValue(Optional.of(sandbox));
        }
    }

    @Test
    void aTaskInTheDistantFutureIsNotWaitedFor() throws Exception {
        ThreadPoolTaskScheduler scheduler = aScheduler();
        CompletableFuture<Optional<ManagedSandbox>> ran = new CompletableFuture<>();

        try (ManagedSandbox sandbox = aSandbox("plans ahead")) {
            ScheduledFuture<?> future;
            try (Scope scope = sandbox.enter()) {
                future = scheduler.schedule(
                        () -> ran.complete(ManagedSandbox.current()),
                        Instant.now().plusMillis(1200));
            }
            assertThat(sandbox.pendingWork()).isEmpty();
            assertThat(future.isDone()).isFalse();

            assertThat(ran.get(10, TimeUnit.SECONDS)).contains(sandbox);
        }
    }

    @Test
    void aTaskWhoseSandboxHasEndedIsCancelledWhenItIsDue() {
        ThreadPoolTaskScheduler scheduler = aScheduler();
        CompletableFuture<Void> ran = new CompletableFuture<>();
        ScheduledFuture<?> future;
        try (ManagedSandbox sandbox = aSandbox("plans ahead");
                Scope scope = sandbox.enter()) {
            future = scheduler.schedule(() -> ran.complete(null), Instant.now().plusMillis(1100));
        }

        assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        assertThat(ran).isNotDone();
    }

    @Test
    void periodicTasksBelongToNobodyWhoeverStartsThem() throws Exception {
        ThreadPoolTaskScheduler scheduler = aScheduler();
        CompletableFuture<Optional<ManagedSandbox>> atFixedRate = new CompletableFuture<>();
        CompletableFuture<Optional<ManagedSandbox>> byTrigger = new CompletableFuture<>();

        try (ManagedSandbox sandbox = aSandbox("starts a job")) {
            List<@Nullable Future<?>> jobs;
            try (Scope scope = sandbox.enter()) {
                jobs = Arrays.asList(
                        scheduler.scheduleAtFixedRate(second(atFixedRate), Duration.ofMillis(5)),
                        scheduler.schedule(second(byTrigger), new PeriodicTrigger(Duration.ofMillis(5))));
            }
            assertThat(sandbox.pendingWork()).isEmpty();

            assertThat(atFixedRate.get(10, TimeUnit.SECONDS)).isEmpty();
            assertThat(byTrigger.get(10, TimeUnit.SECONDS)).isEmpty();
            assertThat(jobs).noneMatch(job -> job == null || job.isDone());
        }
    }

    /** Returns a task that says at its second run which sandbox it has. */
    private static Runnable second(CompletableFuture<Optional<ManagedSandbox>> seen) {
        CountDownLatch first = new CountDownLatch(1);
        return () -> {
            if (first.getCount() == 0) {
                seen.complete(ManagedSandbox.current());
            }
            first.countDown();
        };
    }

    private ManagedSandbox aSandbox(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }

    private ThreadPoolTaskScheduler aScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setDaemon(true);
        decorated(scheduler);
        return scheduler;
    }

    private <T> T decorated(T executor) {
        decoration.postProcessBeforeInitialization(executor, "executor");
        if (executor instanceof InitializingBean bean) {
            initialize(bean);
        }
        decoration.postProcessAfterInitialization(executor, "executor");
        return executor;
    }

    private static void initialize(InitializingBean bean) {
        try {
            bean.afterPropertiesSet();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Runnable marking(Runnable task) {
        return () -> {
            MARK.set("marked");
            try {
                task.run();
            } finally {
                MARK.remove();
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
