package io.isolario.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.Allowance;
import io.isolario.core.QuiescenceTimeoutException;
import io.isolario.core.Sandbox;
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
        assertThat(Sandbox.current()).isEmpty();
    }

    /** Returns the executor of the running test. */
    protected final ExecutorService executor() {
        return Objects.requireNonNull(executor, "executor() is there from @BeforeEach on");
    }

    private Sandbox open(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }

    @Test
    final void law2_aTaskRunsInTheSandboxOfItsSubmitterHoweverItIsSubmitted() throws Exception {
        try (Sandbox sandbox = open("ana");
                Scope scope = sandbox.enter()) {
            Callable<Optional<Sandbox>> current = Sandbox::current;
            CompletableFuture<Optional<Sandbox>> executed = new CompletableFuture<>();
            executor().execute(() -> executed.complete(Sandbox.current()));

            assertThat(executed.get(10, TimeUnit.SECONDS)).containsSame(sandbox);
            assertThat(executor().submit(current).get()).containsSame(sandbox);
            assertThat(executor().invokeAny(List.of(current))).containsSame(sandbox);
            for (Future<Optional<Sandbox>> each : executor().invokeAll(List.of(current, current))) {
                assertThat(each.get()).containsSame(sandbox);
            }
            assertThat(CompletableFuture.supplyAsync(Sandbox::current, executor())
                            .thenApplyAsync(seen -> seen.equals(Sandbox.current()), executor())
                            .get())
                    .isTrue();
        }
    }

    @Test
    final void law2_aTaskSubmittedOutsideRunsOutsideOnWhateverThread() throws Exception {
        try (Sandbox sandbox = open("ana")) {
            for (int round = 0; round < MANY; round++) {
                try (Scope scope = sandbox.enter()) {
                    assertThat(executor().submit(Sandbox::current).get()).containsSame(sandbox);
                }
                assertThat(executor().submit(Sandbox::current).get()).isEmpty();
            }
        }
    }

    @Test
    final void law2_aTaskThatFailsLeavesNothingOnItsThread() throws Exception {
        try (Sandbox sandbox = open("ana")) {
            Future<?> failing;
            try (Scope scope = sandbox.enter()) {
                failing = executor().submit(() -> {
                    throw new IllegalStateException("as told");
                });
            }
            assertThatThrownBy(failing::get).hasRootCauseMessage("as told");
            for (int round = 0; round < MANY; round++) {
                assertThat(executor().submit(Sandbox::current).get()).isEmpty();
            }
            sandbox.awaitQuiescence();
        }
    }

    @Test
    final void law2_aTaskOfATaskRunsInTheSameSandbox() throws Exception {
        try (Sandbox sandbox = open("ana");
                Scope scope = sandbox.enter()) {
            Callable<Optional<Sandbox>> outer =
                    () -> executor().submit(Sandbox::current).get();

            assertThat(executor().submit(outer).get()).containsSame(sandbox);
        }
    }

    @Test
    final void law2_aTaskOfAnAllowedThreadRunsInItsSandbox() throws Exception {
        try (Sandbox sandbox = open("ana");
                Allowance allowance = sandbox.allow(Thread.currentThread())) {
            assertThat(executor().submit(Sandbox::current).get()).containsSame(sandbox);
        }
        assertThat(executor().submit(Sandbox::current).get()).isEmpty();
    }

    @Test
    final void law2_manySandboxesOnTheSameThreadsStayApart() throws Exception {
        List<Sandbox> sandboxes = List.of(open("ana"), open("bob"), open("cyd"));
        List<Future<Optional<Sandbox>>> seen = new ArrayList<>();
        for (int task = 0; task < MANY * sandboxes.size(); task++) {
            try (Scope scope = sandboxes.get(task % sandboxes.size()).enter()) {
                seen.add(executor().submit(Sandbox::current));
            }
        }

        for (int task = 0; task < seen.size(); task++) {
            assertThat(seen.get(task).get()).containsSame(sandboxes.get(task % sandboxes.size()));
        }
        sandboxes.forEach(Sandbox::close);
    }

    @Test
    final void law4_aSandboxWaitsForItsTasksAndForNoOther() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (Sandbox busy = open("busy");
                Sandbox idle = open("idle")) {
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
        try (Sandbox sandbox = open("ana");
                Scope scope = sandbox.enter()) {
            executor().shutdown();

            assertThatThrownBy(() -> executor().execute(() -> {})).isInstanceOf(RejectedExecutionException.class);

            sandbox.awaitQuiescence(Duration.ofMillis(20));
        }
    }
}
