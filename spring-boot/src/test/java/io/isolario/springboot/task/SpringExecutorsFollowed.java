package io.isolario.springboot.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.core.work.PendingWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** What holds for the executors of Spring by our decorators alone, and by an agent with our decorators there. */
public abstract class SpringExecutorsFollowed {

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private SandboxRegistry registry;
    private AnnotationConfigApplicationContext context;

    @BeforeEach
    void start() {
        registry = SandboxRegistry.builder("shop").build();
        context = new AnnotationConfigApplicationContext(Application.class);
    }

    @AfterEach
    void stop() {
        context.close();
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pool", "threads", "virtualThreads", "scheduler", "adapted", "plain"})
    void aTaskRunsInItsSandboxAndCountsOnce(String name) throws Exception {
        assumeThat(name.startsWith("virtual") ? Runtime.version().feature() : FIRST_WITH_VIRTUAL_THREADS)
                .isGreaterThanOrEqualTo(FIRST_WITH_VIRTUAL_THREADS);
        Executor executor = context.getBean(name, Executor.class);

        for (String owner : List.of("ana", "ben", "eva")) {
            try (ManagedSandbox sandbox = aSandbox(owner)) {
                Task task = new Task();
                in(sandbox, () -> executor.execute(task));
                task.hasBegun();

                assertThat(sandbox.pendingWork()).hasSize(1);
                task.mayEnd();
                sandbox.awaitQuiescence();
                assertThat(task.seen()).contains(sandbox);
            }
        }
        assertThat(ran(executor)).as("a thread keeps nothing").isEmpty();
    }

    @Test
    void anAsynchronousMethodIsInTheSandboxAndCountsOnce() throws Exception {
        try (ManagedSandbox sandbox = aSandbox("ana")) {
            Task task = new Task();
            in(sandbox, () -> context.getBean(Service.class).later(task));
            task.hasBegun();

            assertThat(sandbox.pendingWork()).hasSize(1);
            task.mayEnd();
            sandbox.awaitQuiescence();
            assertThat(task.seen()).contains(sandbox);
        }
    }

    @Test
    void anAsynchronousListenerIsInTheSandboxOfThePublisher() throws Exception {
        try (ManagedSandbox sandbox = aSandbox("ana")) {
            Task task = new Task();
            in(sandbox, () -> context.publishEvent(task));
            task.hasBegun();

            assertThat(sandbox.pendingWork()).hasSize(1);
            task.mayEnd();
            sandbox.awaitQuiescence();
            assertThat(task.seen()).contains(sandbox);
        }
    }

    @Test
    void aTaskThatIsDueSoonCountsOnce() throws Exception {
        ThreadPoolTaskScheduler scheduler = context.getBean(ThreadPoolTaskScheduler.class);

        try (ManagedSandbox sandbox = aSandbox("ana")) {
            Task task = new Task();
            Future<?> future =
                    call(sandbox, () -> scheduler.schedule(task, Instant.now().plusMillis(100)));
            assertThat(sandbox.pendingWork()).hasSize(1);
            task.hasBegun();

            assertThat(sandbox.pendingWork()).hasSize(1);
            task.mayEnd();
            sandbox.awaitQuiescence();
            assertThat(task.seen()).contains(sandbox);
            assertThat(future.isDone()).isTrue();
        }
    }

    @Test
    void aPeriodicTaskIsNotWaitedFor() {
        ThreadPoolTaskScheduler scheduler = context.getBean(ThreadPoolTaskScheduler.class);

        try (ManagedSandbox sandbox = aSandbox("ana")) {
            in(sandbox, () -> {
                var job =
                        scheduler.scheduleAtFixedRate(() -> {}, Instant.now().plusSeconds(60), Duration.ofSeconds(60));
                sandbox.onClose(() -> job.cancel(false));
            });

            assertThat(sandbox.pendingWork()).isEmpty();
            sandbox.awaitQuiescence();
        }
    }

    @Test
    void whatIsScheduledByAnAnnotationBelongsToNobody() throws Exception {
        CompletableFuture<Optional<ManagedSandbox>> seen;
        try (ManagedSandbox sandbox = aSandbox("ana");
                Scope scope = sandbox.enter()) {
            seen = context.getBean(Service.class).nextTick();
            assertThat(seen.get(10, TimeUnit.SECONDS)).isEmpty();
            assertThat(sandbox.pendingWork())
                    .extracting(PendingWork::description)
                    .isEmpty();
        }
    }

    @Test
    void aTaskThatFailsIsNoWork() throws Exception {
        ThreadPoolTaskExecutor pool = context.getBean(ThreadPoolTaskExecutor.class);

        try (ManagedSandbox sandbox = aSandbox("ana")) {
            Task running = new Task();
            in(sandbox, () -> pool.execute(running));
            Future<?> failing = call(
                    sandbox,
                    () -> pool.submit(() -> {
                        throw new IllegalStateException("on purpose");
                    }));
            running.hasBegun();
            running.mayEnd();
            sandbox.awaitQuiescence();
            assertThat(sandbox.pendingWork()).isEmpty();
            assertThat(failing.isDone()).isTrue();
        }
    }

    @Test
    void anExecutorThatIsDeclaredByItsClassIsLeftAlone() {
        assertThat(context.getBean("declaredByClass").getClass()).isEqualTo(ThreadPoolExecutor.class);
    }

    private Optional<ManagedSandbox> ran(Executor executor)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Optional<ManagedSandbox>> seen = new CompletableFuture<>();
        executor.execute(() -> seen.complete(ManagedSandbox.current()));
        return seen.get(10, TimeUnit.SECONDS);
    }

    private ManagedSandbox aSandbox(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }

    private static void in(ManagedSandbox sandbox, Runnable action) {
        try (Scope scope = sandbox.enter()) {
            action.run();
        }
    }

    private static <T> T call(ManagedSandbox sandbox, Supplier<T> action) {
        try (Scope scope = sandbox.enter()) {
            return action.get();
        }
    }

    /** Says which sandbox it runs in, and ends when it may. */
    static final class Task implements Runnable {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);
        private final CompletableFuture<Optional<ManagedSandbox>> seen = new CompletableFuture<>();

        @Override
        public void run() {
            begun.countDown();
            await(end);
            seen.complete(ManagedSandbox.current());
        }

        void hasBegun() {
            await(begun);
        }

        void mayEnd() {
            end.countDown();
        }

        Optional<ManagedSandbox> seen() throws InterruptedException, ExecutionException, TimeoutException {
            return seen.get(10, TimeUnit.SECONDS);
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static class Service {

        private volatile CompletableFuture<Optional<ManagedSandbox>> tick = new CompletableFuture<>();

        @Async("pool")
        void later(Task task) {
            task.run();
        }

        @EventListener
        void on(Task task) {
            task.run();
        }

        @Scheduled(fixedRate = 5)
        void tick() {
            tick.complete(ManagedSandbox.current());
        }

        CompletableFuture<Optional<ManagedSandbox>> nextTick() {
            tick = new CompletableFuture<>();
            return tick;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(proxyTargetClass = true)
    @EnableScheduling
    static class Application {

        @Bean
        static ExecutorDecoration decoration() {
            return new ExecutorDecoration();
        }

        @Bean
        static PlainExecutorDecoration plainDecoration(ConfigurableListableBeanFactory beans) {
            return new PlainExecutorDecoration(beans);
        }

        @Bean
        Service service() {
            return new Service();
        }

        @Bean
        ThreadPoolTaskExecutor pool() {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setCorePoolSize(2);
            return executor;
        }

        @Bean
        SimpleAsyncTaskExecutor threads() {
            return new SimpleAsyncTaskExecutor("thread-");
        }

        @Bean
        SimpleAsyncTaskExecutor virtualThreads() {
            SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("virtual-");
            executor.setVirtualThreads(Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS);
            return executor;
        }

        @Bean
        ThreadPoolTaskScheduler scheduler() {
            ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
            scheduler.setPoolSize(2);
            return scheduler;
        }

        @Bean
        ConcurrentTaskExecutor adapted() {
            return new ConcurrentTaskExecutor(Executors.newFixedThreadPool(2, task -> {
                Thread thread = new Thread(task, "adapted");
                thread.setDaemon(true);
                return thread;
            }));
        }

        @Bean
        ExecutorService plain() {
            return Executors.newFixedThreadPool(2);
        }

        @Bean
        ThreadPoolExecutor declaredByClass() {
            return (ThreadPoolExecutor) Executors.newFixedThreadPool(2);
        }

        @Bean
        SimpleApplicationEventMulticaster applicationEventMulticaster(ThreadPoolTaskExecutor pool) {
            SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
            multicaster.setTaskExecutor(pool);
            return multicaster;
        }
    }
}
