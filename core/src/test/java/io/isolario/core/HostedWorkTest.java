package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.work.Waiting;
import io.isolario.core.work.WorkKind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class HostedWorkTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ManagedSandbox sandbox = registry.open(
            SandboxOptions.builder("ana").drainTimeout(Duration.ofMillis(20)).build());

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void hostedWorkRunsInTheSandboxButIsNotWaitedFor() throws Exception {
        CarriedWork consumer = hosted(WorkKind.TASK);

        consumer.begin();

        assertThat(ManagedSandbox.current()).containsSame(sandbox);
        OtherThread.run("test", () -> {
            sandbox.awaitQuiescence();
            assertThat(sandbox.pendingWork()).isEmpty();
            assertThat(sandbox.delayedWork()).isEmpty();
        });
        consumer.end();
    }

    @Test
    void endOfTheSandboxWaitsForHostedWork() throws Exception {
        CarriedWork consumer = hosted(WorkKind.TASK);
        OtherThread.run("consumer", consumer::begin);

        CloseReport report = sandbox.finish();

        assertThat(report.problems()).extracting(Problem::kind).containsExactly(ProblemKind.LATE_WORK);
        assertThat(report.problems().get(0).message()).contains("the consumer");
    }

    @Test
    void hostedWorkThatHasEndedIsNoProblem() {
        CarriedWork consumer = hosted(WorkKind.TASK);
        sandbox.onClose(consumer::drop);

        assertThat(sandbox.finish().problems()).isEmpty();
    }

    @Test
    void onlyWorkStartedWhileHostingIsHosted() {
        CarriedWork mail = hosted(WorkKind.MESSAGE);
        CarriedWork task = aTask(WorkKind.TASK);

        assertThat(sandbox.pendingWork()).hasSize(2);
        mail.drop();
        task.drop();
    }

    @Test
    void hostedWorkCannotStartAfterTheEnd() {
        sandbox.close();

        assertThatThrownBy(() -> Scope.hosting(sandbox))
                .isInstanceOf(SandboxEndedException.class)
                .hasMessageContaining("cannot host anything");
    }

    private CarriedWork hosted(WorkKind kind) {
        try (Scope scope = Scope.hosting(sandbox)) {
            return aTask(kind);
        }
    }

    private CarriedWork aTask(WorkKind kind) {
        return new CarriedWork(sandbox, Waiting.COUNTS, kind, "the consumer") {
            @Override
            protected void cutOff() {}
        };
    }
}
