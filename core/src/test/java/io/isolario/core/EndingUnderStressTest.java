package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What may happen to a sandbox while it ends: late cleanups, interrupts, its own end. */
@ExtendWith(NothingLeaks.class)
class EndingUnderStressTest {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final RecordingSession db = new RecordingSession("db", calls);
    private final SandboxRegistry registry =
            SandboxRegistry.builder("shop").resource(db.resource()).build();
    private final ManagedSandbox sandbox =
            registry.open(SandboxOptions.builder("ana").build());

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void cleanupsRunInTheSandbox() {
        AtomicReference<Optional<ManagedSandbox>> seen = new AtomicReference<>(Optional.empty());
        sandbox.onClose(() -> seen.set(ManagedSandbox.current()));

        sandbox.close();

        assertThat(seen.get()).containsSame(sandbox);
        assertThat(ManagedSandbox.current()).isEmpty();
    }

    @Test
    void cleanupsThatACleanupRegistersRun() {
        sandbox.onClose(() -> sandbox.onClose(() -> calls.add("nested cleanup")));

        sandbox.close();

        assertThat(calls).containsSubsequence("nested cleanup", "db stop");
    }

    @Test
    void cleanupsThatDrainingWorkRegistersRun() {
        Work work = sandbox.begin(WorkKind.TASK, "mail");
        db.at("stop", () -> {
            new Thread(() -> {
                        sandbox.onClose(() -> calls.add("late cleanup"));
                        work.end();
                    })
                    .start();
            return true;
        });

        sandbox.close();

        assertThat(calls).containsSubsequence("db stop", "late cleanup", "db verify", "db undo");
    }

    @Test
    void cleanupsThatAVerificationRegistersRun() {
        db.at("verify", () -> {
            sandbox.onClose(() -> calls.add("last cleanup"));
            return true;
        });

        sandbox.close();

        assertThat(calls).containsSubsequence("db verify", "last cleanup", "db undo");
    }

    @Test
    void endFinishesForAnInterruptedOwner() throws Exception {
        AtomicBoolean interruptedInUndo = new AtomicBoolean(true);
        db.at("undo", () -> {
            interruptedInUndo.set(Thread.currentThread().isInterrupted());
            return true;
        });
        Work work = sandbox.begin(WorkKind.TASK, "mail");
        db.at("stop", () -> {
            new Thread(work::end).start();
            return true;
        });

        boolean interruptedAfterwards = OtherThread.call("owner", () -> {
            Thread.currentThread().interrupt();
            sandbox.close();
            return Thread.interrupted();
        });

        assertThat(interruptedInUndo).isFalse();
        assertThat(interruptedAfterwards).isTrue();
        assertThat(sandbox.finish().problems()).isEmpty();
    }

    @Test
    void endContinuesWhenAStepIsInterrupted() throws Exception {
        AtomicBoolean interruptedInRelease = new AtomicBoolean(true);
        db.at("undo", () -> {
            throw new InterruptedException("lock");
        });
        db.at("release", () -> {
            interruptedInRelease.set(Thread.currentThread().isInterrupted());
            return true;
        });

        boolean interruptedAfterwards = OtherThread.call("owner", () -> {
            sandbox.finish();
            return Thread.interrupted();
        });

        assertThat(interruptedInRelease).isFalse();
        assertThat(interruptedAfterwards).isTrue();
        assertThat(sandbox.finish().problems())
                .extracting(Problem::message)
                .containsExactly("Resource \"db\" failed at undo: java.lang.InterruptedException: lock");
    }

    @Test
    void endCannotBeAwaitedByTheThreadThatRunsIt() {
        sandbox.onClose(sandbox);

        assertThatThrownBy(sandbox::close)
                .isInstanceOf(SandboxFailedError.class)
                .hasMessage("Sandbox " + sandbox + " ended with 1 problem:\n"
                        + "- A cleanup registered by onClose(..) failed: java.lang.IllegalStateException: Sandbox "
                        + sandbox + " is being ended by this thread, \""
                        + Thread.currentThread().getName()
                        + "\", which cannot wait for that: it would wait for itself. Close a sandbox neither in its "
                        + "own cleanups nor in a step of its resources.");
    }

    @Test
    void cleanupCanCloseTheRegistry() {
        sandbox.onClose(registry);

        CloseReport report = sandbox.finish();

        assertThat(report.reason()).isEqualTo(EndReason.CLOSED);
        assertThat(report.problems()).isEmpty();
        assertThat(calls).endsWith("db undo", "db release");
    }

    @Test
    void errorReportedDuringTheEndIsInTheReport() {
        db.at("release", () -> {
            sandbox.fail("The consumer died", new IllegalStateException("queue"));
            return true;
        });

        assertThat(sandbox.finish().problems()).extracting(Problem::message).containsExactly("The consumer died");
    }

    @Test
    void errorReportedAfterTheEndDoesNotChangeTheReport() {
        CloseReport report = sandbox.finish();

        sandbox.fail("Too late for the test, so it is logged", new IllegalStateException("queue"));

        assertThat(sandbox.finish()).isSameAs(report);
        assertThat(report.problems()).isEmpty();
    }

    @Test
    void closingARegistryEndsAllOpenSandboxes() {
        ManagedSandbox bob = registry.open(SandboxOptions.builder("bob").build());

        registry.close();
        registry.close();

        assertThat(List.of(sandbox.finish(), bob.finish()))
                .extracting(CloseReport::reason)
                .containsOnly(EndReason.REGISTRY_CLOSED);
        assertThat(registry.openSandboxes()).isEmpty();
    }
}
