package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class EndingTest {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final RecordingSession db = new RecordingSession("db", calls);
    private final RecordingSession stubs = new RecordingSession("stubs", calls);
    private final SandboxRegistry registry = SandboxRegistry.builder("shop")
            .resource(db.resource())
            .resource(stubs.resource())
            .build();
    private final ManagedSandbox sandbox =
            registry.open(SandboxOptions.builder("ana").build());

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void endTakesTheStepsInTheOrderOfLaw4() {
        Work work = sandbox.begin(WorkKind.TASK, "mail");
        sandbox.onClose(() -> calls.add("first cleanup"));
        sandbox.onClose(() -> calls.add("second cleanup"));
        db.at("stop", () -> {
            // Ends on another thread, and only after the step that precedes the drain.
            new Thread(() -> {
                        calls.add("work ends");
                        work.end();
                    })
                    .start();
            return true;
        });

        CloseReport report = sandbox.finish();

        assertThat(calls)
                .containsExactly(
                        "db open",
                        "stubs open",
                        "second cleanup",
                        "first cleanup",
                        "stubs stop",
                        "db stop",
                        "work ends",
                        "stubs verify",
                        "db verify",
                        "stubs undo",
                        "db undo",
                        "stubs release",
                        "db release");
        assertThat(report.problems()).isEmpty();
        assertThat(report.id()).isEqualTo(sandbox.id());
        assertThat(report.owner()).isEqualTo(new Owner("ana"));
        assertThat(report.reason()).isEqualTo(EndReason.CLOSED);
        assertThat(report.lifetime()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
    }

    @Test
    void actionsForTheEndRunAfterEverythingIsReleased() {
        sandbox.onEnded(() -> calls.add("open: " + registry.openSandboxes() + ", here: " + ManagedSandbox.current()));
        sandbox.onEnded(() -> {
            throw new IllegalArgumentException("no such place");
        });
        sandbox.onEnded(() -> calls.add("last"));

        CloseReport report = sandbox.finish();
        sandbox.onEnded(() -> calls.add("too late"));

        assertThat(calls).containsSubsequence("db release", "open: [], here: Optional.empty", "last", "too late");
        assertThat(report.problems())
                .extracting(Problem::kind, Problem::message)
                .containsExactly(
                        problem(
                                ProblemKind.CLEANUP,
                                "An action registered by onEnded(..) failed: java.lang.IllegalArgumentException: no such place"));
    }

    @Test
    void stateMovesForwardOnly() {
        List<SandboxState> states = new ArrayList<>(List.of(sandbox.state()));
        sandbox.onClose(() -> states.add(sandbox.state()));
        db.at("verify", () -> states.add(sandbox.state()));
        db.at("undo", () -> states.add(sandbox.state()));

        sandbox.close();

        assertThat(states)
                .containsExactly(SandboxState.OPEN, SandboxState.DRAINING, SandboxState.DRAINING, SandboxState.ENDED);
        assertThat(sandbox.journal().entries(JournalKind.LIFECYCLE))
                .extracting(JournalEntry::text)
                .containsExactly("opened with TRANSACTION isolation by ana", "closed by its owner");
    }

    @Test
    void endTakesEveryStepEvenIfEarlierOnesFail() {
        List.of("stop", "verify", "undo", "release").forEach(db::failingAt);
        List.of("stop", "verify", "undo", "release").forEach(stubs::failingAt);
        sandbox.onClose(() -> calls.add("cleanup"));
        sandbox.onClose(() -> {
            throw new IllegalArgumentException("no such file");
        });

        CloseReport report = sandbox.finish();

        assertThat(calls)
                .containsSubsequence("cleanup", "db stop", "db verify", "db undo", "stubs release", "db release");
        assertThat(report.problems())
                .extracting(Problem::kind, Problem::message)
                .containsExactly(
                        problem(
                                ProblemKind.CLEANUP,
                                "A cleanup registered by onClose(..) failed: java.lang.IllegalArgumentException: no such file"),
                        failure("stubs", ProblemKind.STOP, "stop", "stop"),
                        failure("db", ProblemKind.STOP, "stop", "stop"),
                        failure("stubs", ProblemKind.VERIFICATION, "verification", "verify"),
                        failure("db", ProblemKind.VERIFICATION, "verification", "verify"),
                        failure("stubs", ProblemKind.UNDO, "undo", "undo"),
                        failure("db", ProblemKind.UNDO, "undo", "undo"),
                        failure("stubs", ProblemKind.RELEASE, "release", "release"),
                        failure("db", ProblemKind.RELEASE, "release", "release"));
        assertThat(registry.openSandboxes()).isEmpty();
    }

    @Test
    void problemsAreThrownOnce() {
        IllegalStateException cause = new IllegalStateException("boom");
        sandbox.fail("An unexpected error\non two lines", cause);
        db.failingAt("undo");

        assertThatExceptionOfType(SandboxFailedError.class)
                .isThrownBy(sandbox::close)
                .withMessage("Sandbox " + sandbox + " ended with 2 problems:\n"
                        + "- An unexpected error\n  on two lines\n"
                        + "- Resource \"db\" failed at undo: java.lang.IllegalStateException: db fails at undo")
                .satisfies(error -> {
                    assertThat(error.report()).isSameAs(sandbox.finish());
                    assertThat(error.getSuppressed()).hasSize(2).contains(cause);
                });

        sandbox.close();
        assertThatThrownBy(() -> sandbox.finish().orThrow())
                .isInstanceOf(SandboxFailedError.class)
                .hasMessageStartingWith("Sandbox " + sandbox + " ended with 2 problems:");
    }

    @Test
    void concurrentCallersGetOneReport() throws Exception {
        CountDownLatch inUndo = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        db.at("undo", () -> {
            inUndo.countDown();
            return goOn.await(10, TimeUnit.SECONDS);
        });
        List<FutureTask<CloseReport>> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            callers.add(new FutureTask<>(sandbox::finish));
        }

        callers.forEach(caller -> new Thread(caller).start());
        assertThat(inUndo.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(callers).noneMatch(FutureTask::isDone);
        goOn.countDown();

        CloseReport report = sandbox.finish();
        for (FutureTask<CloseReport> caller : callers) {
            assertThat(caller.get(10, TimeUnit.SECONDS)).isSameAs(report);
        }
        assertThat(calls).containsOnlyOnce("db undo");
    }

    @Test
    void failedVerificationIsAProblem() {
        try (SandboxRegistry strict = SandboxRegistry.builder("strict")
                .resource(SandboxResource.named("stubs", ResourceSession.class, any -> new ResourceSession() {
                    @Override
                    public List<String> verify() {
                        return List.of("GET /users was never called");
                    }
                }))
                .build()) {
            ManagedSandbox judged = strict.open(SandboxOptions.builder("bob").build());

            assertThatThrownBy(judged::close)
                    .hasMessage("Sandbox " + judged + " ended with 1 problem:\n- GET /users was never called");
        }
    }

    private static org.assertj.core.groups.Tuple failure(String resource, ProblemKind kind, String at, String step) {
        return problem(
                kind,
                "Resource \"" + resource + "\" failed at " + at + ": java.lang.IllegalStateException: " + resource
                        + " fails at " + step);
    }

    private static org.assertj.core.groups.Tuple problem(ProblemKind kind, String message) {
        return org.assertj.core.groups.Tuple.tuple(kind, message);
    }
}
