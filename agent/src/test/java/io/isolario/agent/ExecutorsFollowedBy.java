package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.core.work.PendingWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for each executor, followed by the agent or by wrapping. */
abstract class ExecutorsFollowedBy {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ManagedSandbox ana =
            registry.open(SandboxOptions.builder("ana").build());
    private final ManagedSandbox bob =
            registry.open(SandboxOptions.builder("bob").build());
    private final List<ExecutorService> executors = new ArrayList<>();
    private final Gate gate = new Gate();

    enum Kind {
        SINGLE_THREAD {
            @Override
            ExecutorService create() {
                return Executors.newSingleThreadExecutor();
            }
        },
        CACHED {
            @Override
            ExecutorService create() {
                return Executors.newCachedThreadPool();
            }
        },
        SCHEDULED {
            @Override
            ExecutorService create() {
                return Executors.newScheduledThreadPool(1);
            }
        },
        FORK_JOIN {
            @Override
            ExecutorService create() {
                return new ForkJoinPool(1);
            }
        };

        abstract ExecutorService create();
    }

    /** Returns the executor as an application would use it. */
    abstract ExecutorService followed(ExecutorService executor);

    @BeforeEach
    void startOutside() {
        assertThat(ManagedSandbox.current()).isEmpty();
    }

    @AfterEach
    void close() throws InterruptedException {
        gate.open();
        for (ExecutorService executor : executors) {
            executor.shutdownNow();
            assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
        registry.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachTaskRunsInTheSandboxOfItsSubmitter(Kind kind) throws Exception {
        ExecutorService executor = executor(kind);
        Future<Optional<ManagedSandbox>> ofAna;
        Future<Optional<ManagedSandbox>> ofBob;

        try (Scope scope = ana.enter()) {
            ofAna = executor.submit(ManagedSandbox::current);
        }
        try (Scope scope = bob.enter()) {
            ofBob = executor.submit(ManagedSandbox::current);
        }
        Future<Optional<ManagedSandbox>> outside = executor.submit(ManagedSandbox::current);

        assertThat(ofAna.get(10, TimeUnit.SECONDS)).containsSame(ana);
        assertThat(ofBob.get(10, TimeUnit.SECONDS)).containsSame(bob);
        assertThat(outside.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void allTasksOfABulkRunInTheSandbox(Kind kind) throws Exception {
        ExecutorService executor = executor(kind);
        Callable<Optional<ManagedSandbox>> look = ManagedSandbox::current;

        try (Scope scope = ana.enter()) {
            for (Future<Optional<ManagedSandbox>> each : executor.invokeAll(List.of(look, look, look))) {
                assertThat(each.get()).containsSame(ana);
            }
            assertThat(executor.invokeAny(List.of(look))).containsSame(ana);
        }

        ana.awaitQuiescence(SOON);
    }

    @ParameterizedTest
    @EnumSource
    void aTaskCountsFromSubmissionToEnd(Kind kind) {
        ExecutorService executor = executor(kind);

        try (Scope scope = ana.enter()) {
            executor.execute(gate);
            executor.execute(gate);
        }
        gate.awaitReached();

        assertThat(ana.pendingWork()).hasSize(2);
        assertThat(bob.pendingWork()).isEmpty();
        gate.open();
        ana.awaitQuiescence(SOON);
    }

    @ParameterizedTest
    @EnumSource
    void aTaskThatFailsCountsUntilItsEnd(Kind kind) {
        ExecutorService executor = executor(kind);

        try (Scope scope = ana.enter()) {
            Future<?> failing = executor.submit(() -> {
                throw new IllegalStateException("no money");
            });

            assertThatThrownBy(() -> failing.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("no money");
        }

        ana.awaitQuiescence(SOON);
    }

    @ParameterizedTest
    @EnumSource
    void aRejectedTaskDoesNotCount(Kind kind) {
        ExecutorService executor = executor(kind);
        executor.shutdown();

        try (Scope scope = ana.enter()) {
            assertThatThrownBy(() -> executor.submit(() -> "never run")).isInstanceOf(RejectedExecutionException.class);
        }

        assertThat(ana.pendingWork()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTaskSubmittedByATaskRunsInTheSameSandbox(Kind kind) throws Exception {
        ExecutorService executor = executor(kind);
        List<Future<Optional<ManagedSandbox>>> inner = new CopyOnWriteArrayList<>();

        try (Scope scope = ana.enter()) {
            Future<Boolean> outer = executor.submit(() -> inner.add(executor.submit(ManagedSandbox::current)));
            assertThat(outer.get(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(inner.get(0).get(10, TimeUnit.SECONDS)).containsSame(ana);
        ana.awaitQuiescence(SOON);
    }

    @ParameterizedTest
    @EnumSource
    void theThreadsOfThePoolLeaveTheSandboxAfterATask(Kind kind) throws Exception {
        ExecutorService executor = executor(kind);
        try (Scope scope = ana.enter()) {
            executor.submit(() -> {}).get(10, TimeUnit.SECONDS);
        }

        assertThat(executor.submit(ManagedSandbox::current).get(10, TimeUnit.SECONDS))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPendingTaskIsNamed(Kind kind) {
        ExecutorService executor = executor(kind);

        try (Scope scope = ana.enter()) {
            executor.execute(gate);
        }
        gate.awaitReached();

        assertThat(ana.pendingWork()).singleElement().satisfies(this::namesSubmitterAndRunner);
    }

    private void namesSubmitterAndRunner(PendingWork unit) {
        assertThat(unit.submittedBy()).isEqualTo(Thread.currentThread().getName());
        assertThat(unit.submittedAt())
                .anyMatch(frame -> frame.getClassName().equals(ExecutorsFollowedBy.class.getName()));
        assertThat(unit.runningOn()).isPresent();
        assertThat(unit.runningAt()).anyMatch(frame -> frame.getClassName().equals(Gate.class.getName()));
    }

    private ExecutorService executor(Kind kind) {
        ExecutorService executor = kind.create();
        executors.add(executor);
        return followed(executor);
    }
}
