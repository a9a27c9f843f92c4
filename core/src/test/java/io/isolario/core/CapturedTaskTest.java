package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.work.PendingWork;
import io.isolario.core.work.WorkKind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class CapturedTaskTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ManagedSandbox ana =
            registry.open(SandboxOptions.builder("ana").build());
    private final ManagedSandbox bob =
            registry.open(SandboxOptions.builder("bob").build());
    private final List<Optional<ManagedSandbox>> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void capturedRunnableRunsInItsSandboxAndCountsFromCaptureToEnd() {
        Runnable task = ana.wrap(() -> {
            seen.add(ManagedSandbox.current());
            assertThat(ana.pendingWork()).isEmpty();
        });

        assertThat(ana.pendingWork()).extracting(PendingWork::kind).containsExactly(WorkKind.TASK);
        try (Scope scope = bob.enter()) {
            task.run();
            assertThat(ManagedSandbox.current()).containsSame(bob);
        }

        assertThat(seen).containsExactly(Optional.of(ana));
        assertThat(ana.pendingWork()).isEmpty();
    }

    @Test
    void capturedCallableRunsInItsSandboxAndCountsFromCaptureToEnd() throws Exception {
        Callable<Optional<ManagedSandbox>> task = ana.wrap(ManagedSandbox::current);

        assertThat(ana.pendingWork()).hasSize(1);

        assertThat(task.call()).containsSame(ana);
        assertThat(ana.pendingWork()).isEmpty();
        assertThat(ManagedSandbox.current()).isEmpty();
    }

    @Test
    void capturedTaskCountsOnceMoreWhenItRunsAgain() {
        Runnable task = ana.wrap(this::look);

        task.run();
        task.run();

        assertThat(seen).containsExactly(Optional.of(ana), Optional.of(ana));
        assertThat(ana.pendingWork()).isEmpty();
    }

    @Test
    void capturedTaskIsOverWhenItThrows() {
        Runnable task = ana.wrap((Runnable) () -> {
            throw new IllegalStateException("no money");
        });
        Callable<String> call = ana.wrap((Callable<String>) () -> {
            throw new IOException("no line");
        });

        assertThatThrownBy(task::run).isInstanceOf(IllegalStateException.class).hasMessage("no money");
        assertThatThrownBy(call::call).isInstanceOf(IOException.class).hasMessage("no line");

        assertThat(ana.pendingWork()).isEmpty();
        assertThat(ManagedSandbox.current()).isEmpty();
    }

    @Test
    void executorOfASandboxCapturesItsTasks() {
        List<Runnable> queue = new CopyOnWriteArrayList<>();
        Executor executor = ana.wrap((Executor) queue::add);

        executor.execute(this::look);

        assertThat(ana.pendingWork()).hasSize(1);
        queue.get(0).run();
        assertThat(seen).containsExactly(Optional.of(ana));
        assertThat(ana.pendingWork()).isEmpty();
    }

    @Test
    void rejectedTaskIsNoWork() {
        Executor rejecting = ana.wrap((Executor) task -> {
            throw new RejectedExecutionException("full");
        });

        assertThatThrownBy(() -> rejecting.execute(() -> {})).hasMessage("full");

        assertThat(ana.pendingWork()).isEmpty();
    }

    @Test
    void wrappedTaskRunsInTheSandboxOfItsSubmitter() throws Exception {
        Runnable task;
        Callable<Optional<ManagedSandbox>> call;
        try (Scope scope = ana.enter()) {
            task = SandboxContext.wrap(this::look);
            call = SandboxContext.wrap(ManagedSandbox::current);
        }
        assertThat(ana.pendingWork()).hasSize(2);

        task.run();

        assertThat(seen).containsExactly(Optional.of(ana));
        assertThat(call.call()).containsSame(ana);
        assertThat(ana.pendingWork()).isEmpty();
    }

    @Test
    void taskSubmittedOutsideRunsOutside() throws Exception {
        Runnable task = SandboxContext.wrap(this::look);
        Callable<Optional<ManagedSandbox>> call = SandboxContext.wrap(ManagedSandbox::current);

        try (Scope scope = ana.enter()) {
            task.run();
            assertThat(call.call()).isEmpty();
            assertThat(ManagedSandbox.current()).containsSame(ana);
        }

        assertThat(seen).containsExactly(Optional.empty());
        assertThat(ana.pendingWork()).isEmpty();
    }

    @Test
    void capturedTaskHasTheTextOfItsTask() {
        Runnable named = new Named();
        Runnable captured = ana.wrap(named);

        assertThat(captured).hasToString("the mail in sandbox " + ana);
        assertThat(SandboxContext.wrap(named)).hasToString("the mail");
        assertThat(ana.pendingWork()).extracting(PendingWork::description).containsExactly("the mail");
        captured.run();
    }

    private void look() {
        seen.add(ManagedSandbox.current());
    }

    private record Named() implements Runnable {
        @Override
        public void run() {}

        @Override
        public String toString() {
            return "the mail";
        }
    }
}
