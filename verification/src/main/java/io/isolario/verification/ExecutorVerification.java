package io.isolario.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.Allowance;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.QuiescenceTimeoutException;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Laws 2 and 4: an executor runs each task in the sandbox of whoever submits it, for exactly its run, and the sandbox waits for it.
 */
public abstract class ExecutorVerification {

    private static final int MANY = 200;

    private final SandboxRegistry registry =
            SandboxRegistry.builder("verification").build();
    // Set before each test, by JUnit, on the thread that runs it.
    private @Nullable ExecutorService executor;

    /** For subclasses. */
    protected ExecutorVerification() {}

    /** Returns a new executor with two threads at least that follows its submitters; each test shuts its own down. */
    protected abstract ExecutorService newExecutor();

    @BeforeEach
    final void start() {
        executor = newExecutor();
    }

    @AfterEach
    final void stop() throws InterruptedException {
        executor().shutdownNow();
        assertThat(executor().awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        registry.close();
        assertThat(ManagedSandbox.current()).isEmpty();
    }

    /** Returns the executor of the running test. */
    protected final ExecutorService executor() {
        return Objects.requireNonNull(executor, "executor() is there from @BeforeEach on");
    }

    private ManagedSandbox open(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }

    @Test
    final void law2_aTaskRunsInTheSandboxOfItsSubmitterHoweverItIsSubmitted() throws Exception {
        try (ManagedSandbox sandbox = open("ana");
                Scope scope = sandbox.enter()) {
            Callable<Optional<ManagedSandbox>> current = ManagedSandbox::current;
            CompletableFuture<Optional<ManagedSandbox>> executed = new CompletableFuture<>();
            executor().execute(() -> executed.complete(ManagedSandbox.current()));

            assertThat(executed.get(10, TimeUnit.SECONDS)).containsSame(sandbox);
            assertThat(executor().submit(current).get()).containsSame(sandbox);
            assertThat(executor().invokeAny(List.of(current))).containsSame(sandbox);
            for (Future<Optional<ManagedSandbox>> each : executor().invokeAll(List.of(current, current))) {
                assertThat(each.get()).containsSame(sandbox);
            }
            assertThat(CompletableFuture.supplyAsync(ManagedSandbox::current, executor())
                            .thenApplyAsync(seen -> seen.equals(ManagedSandbox.current()), executor())
                            .get())
                    .isTrue();
        }
    }

    @Test
    final void law2_aTaskSubmittedOutsideRunsOutsideOnWhateverThread() throws Exception {
        try (ManagedSandbox sandbox = open("ana")) {
            for (int round = 0; round < MANY; round++) {
                try (Scope scope = sandbox.enter()) {
                    assertThat(executor().submit(ManagedSandbox::current).get()).containsSame(sandbox);
                }
                assertThat(executor().submit(ManagedSandbox::current).get()).isEmpty();
            }
        }
    }

    @Test
    final void law2_aTaskThatFailsLeavesNothingOnItsThread() throws Exception {
        try (ManagedSandbox sandbox = open("ana")) {
            Future<?> failing;
            try (Scope scope = sandbox.enter()) {
                failing = executor().submit(() -> {
                    throw new IllegalStateException("as told");
                });
            }
            assertThatThrownBy(failing::get).hasRootCauseMessage("as told");
            for (int round = 0; round < MANY; round++) {
                assertThat(executor().submit(ManagedSandbox::current).get()).isEmpty();
            }
            sandbox.awaitQuiescence();
        }
    }

    @Test
    final void law2_aTaskOfATaskRunsInTheSameSandbox() throws Exception {
        try (ManagedSandbox sandbox = open("ana");
                Scope scope = sandbox.enter()) {
            Callable<Optional<ManagedSandbox>> outer =
                    () -> executor().submit(ManagedSandbox::current).get();

            assertThat(executor().submit(outer).get()).containsSame(sandbox);
        }
    }

    @Test
    final void law2_aTaskOfAnAllowedThreadRunsInItsSandbox() throws Exception {
        try (ManagedSandbox sandbox = open("ana");
                Allowance allowance = sandbox.allow(Thread.currentThread())) {
            assertThat(executor().submit(ManagedSandbox::current).get()).containsSame(sandbox);
        }
        assertThat(executor().submit(ManagedSandbox::current).get()).isEmpty();
    }

    @Test
    final void law2_manySandboxesOnTheSameThreadsStayApart() throws Exception {
        List<ManagedSandbox> sandboxes = List.of(open("ana"), open("bob"), open("cyd"));
        List<Future<Optional<ManagedSandbox>>> seen = new ArrayList<>();
        for (int task = 0; task < MANY * sandboxes.size(); task++) {
            try (Scope scope = sandboxes.get(task % sandboxes.size()).enter()) {
                seen.add(executor().submit(ManagedSandbox::current));
            }
        }

        for (int task = 0; task < seen.size(); task++) {
            assertThat(seen.get(task).get()).containsSame(sandboxes.get(task % sandboxes.size()));
        }
        sandboxes.forEach(ManagedSandbox::close);
    }

    @Test
    final void law4_aSandboxWaitsForItsTasksAndForNoOther() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ManagedSandbox busy = open("busy");
                ManagedSandbox idle = open("idle")) {
            try (Scope scope = busy.enter()) {
                Future<?> unobserved = executor().submit(() -> mayEnd.await(10, TimeUnit.SECONDS));
                assertThat(unobserved.isDone()).isFalse();
            }

            idle.awaitQuiescence(Duration.ofMillis(20));
            assertThat(busy.pendingWork()).hasSize(1);
            assertThatThrownBy(() -> busy.awaitQuiescence(Duration.ofMillis(20)))
                    .isInstanceOf(QuiescenceTimeoutException.class);
            mayEnd.countDown();
            busy.awaitQuiescence();
        }
    }

    @Test
    final void law4_aRejectedTaskIsNotWaitedFor() {
        try (ManagedSandbox sandbox = open("ana");
                Scope scope = sandbox.enter()) {
            executor().shutdown();

            assertThatThrownBy(() -> executor().execute(() -> {})).isInstanceOf(RejectedExecutionException.class);

            sandbox.awaitQuiescence(Duration.ofMillis(20));
        }
    }
}
