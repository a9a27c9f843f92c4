package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pools and event loops of libraries, whose threads are started by a task of a sandbox. */
@ExtendWith(Attached.class)
class SchedulersOfLibrariesTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ManagedSandbox ana =
            registry.open(SandboxOptions.builder("ana").build());
    private final ManagedSandbox bob =
            registry.open(SandboxOptions.builder("bob").build());
    private final List<AutoCloseable> cleanups = new ArrayList<>();

    enum Kind {
        NETTY_NIO {
            @Override
            Executor create(List<AutoCloseable> cleanups) {
                MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
                cleanups.add(
                        () -> group.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync());
                return group;
            }
        },
        NETTY_PLAIN {
            @Override
            Executor create(List<AutoCloseable> cleanups) {
                DefaultEventExecutorGroup group = new DefaultEventExecutorGroup(2);
                cleanups.add(
                        () -> group.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync());
                return group;
            }
        },
        TOMCAT {
            @Override
            Executor create(List<AutoCloseable> cleanups) {
                TaskQueue queue = new TaskQueue();
                ThreadPoolExecutor pool = new ThreadPoolExecutor(
                        1, 2, 60, TimeUnit.SECONDS, queue, new TaskThreadFactory("tomcat-", true, 5));
                queue.setParent(pool);
                cleanups.add(pool::shutdown);
                return pool;
            }
        },
        JETTY {
            @Override
            Executor create(List<AutoCloseable> cleanups) throws Exception {
                QueuedThreadPool pool = new QueuedThreadPool(4, 1);
                pool.start();
                cleanups.add(pool::stop);
                return pool;
            }
        };

        abstract Executor create(List<AutoCloseable> cleanups) throws Exception;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable cleanup : cleanups) {
            cleanup.close();
        }
        registry.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachTaskOfALibrarysSchedulerRunsInTheSandboxOfItsSubmitter(Kind kind) throws Exception {
        Executor executor = kind.create(cleanups);
        for (int i = 0; i < 20; i++) {
            CompletableFuture<Optional<ManagedSandbox>> ofAna = lookIn(ana, executor);
            CompletableFuture<Optional<ManagedSandbox>> ofBob = lookIn(bob, executor);
            CompletableFuture<Optional<ManagedSandbox>> outside = look(executor);

            ana.awaitQuiescence(SOON);
            bob.awaitQuiescence(SOON);
            assertThat(ofAna).isCompletedWithValue(Optional.of(ana));
            assertThat(ofBob).isCompletedWithValue(Optional.of(bob));
            assertThat(outside.get(10, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTaskOfALibrarysSchedulerCountsUntilItHasRun(Kind kind) throws Exception {
        Executor executor = kind.create(cleanups);
        Gate gate = new Gate();
        try (Scope scope = ana.enter()) {
            executor.execute(gate);
        }
        gate.awaitReached();

        assertThat(ana.pendingWork()).isNotEmpty();
        assertThat(bob.pendingWork()).isEmpty();
        gate.open();
        ana.awaitQuiescence(SOON);
        assertThat(look(executor).get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTaskRefusedByALibrarysSchedulerDoesNotCount(Kind kind) throws Exception {
        Executor executor = kind.create(cleanups);
        for (AutoCloseable cleanup : cleanups) {
            cleanup.close();
        }

        try (Scope scope = ana.enter()) {
            assertThatThrownBy(() -> executor.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        }
        ana.awaitQuiescence(SOON);
    }

    @ParameterizedTest
    @EnumSource(names = {"NETTY_NIO", "NETTY_PLAIN"})
    void aDelayedTaskOfNettyCounts(Kind kind) throws Exception {
        ScheduledExecutorService executor = (ScheduledExecutorService) kind.create(cleanups);
        List<Optional<ManagedSandbox>> seen = new CopyOnWriteArrayList<>();
        ScheduledFuture<?> soon;
        ScheduledFuture<?> later;
        ScheduledFuture<?> cancelled;
        try (Scope scope = ana.enter()) {
            soon = executor.schedule(() -> seen.add(ManagedSandbox.current()), 100, TimeUnit.MILLISECONDS);
            later = executor.schedule(() -> seen.add(ManagedSandbox.current()), 1, TimeUnit.HOURS);
            cancelled = executor.schedule(() -> seen.add(ManagedSandbox.current()), 900, TimeUnit.MILLISECONDS);
        }
        cancelled.cancel(false);

        ana.awaitQuiescence(SOON);

        assertThat(soon.isDone()).isTrue();
        assertThat(seen).containsExactly(Optional.of(ana));
        assertThat(ana.delayedWork()).hasSize(1);
        later.cancel(false);
        assertThat(ana.delayedWork()).isEmpty();
    }

    private static CompletableFuture<Optional<ManagedSandbox>> lookIn(ManagedSandbox sandbox, Executor executor) {
        try (Scope scope = sandbox.enter()) {
            return look(executor);
        }
    }

    private static CompletableFuture<Optional<ManagedSandbox>> look(Executor executor) {
        CompletableFuture<Optional<ManagedSandbox>> seen = new CompletableFuture<>();
        executor.execute(() -> seen.complete(ManagedSandbox.current()));
        return seen;
    }
}
