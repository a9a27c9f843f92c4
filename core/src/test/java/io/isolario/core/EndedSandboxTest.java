package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.isolario.core.work.WorkKind;
import java.time.Instant;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NothingLeaks.class)
@SuppressWarnings({"MustBeClosed", "CheckReturnValue"})
class EndedSandboxTest {

    private interface Use {
        void of(ManagedSandbox sandbox) throws Exception;
    }

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ManagedSandbox sandbox =
            registry.open(SandboxOptions.builder("ana").build());

    @AfterEach
    void close() {
        registry.close();
    }

    static Stream<Arguments> uses() {
        Runnable task = new Named();
        return Stream.of(
                use("enter it", ManagedSandbox::enter),
                use("allow a thread", sandbox -> sandbox.allow(new Thread("worker"))),
                use("allow threads", sandbox -> sandbox.allow("workers", thread -> true)),
                use("share it", ManagedSandbox::share),
                use("begin work", sandbox -> sandbox.begin(WorkKind.TASK, "late")),
                use("register a cleanup", sandbox -> sandbox.onClose(() -> {})),
                use("reset it", ManagedSandbox::reset),
                use("take the task named", sandbox -> sandbox.wrap(task)),
                use("take the task named", sandbox -> sandbox.wrap(Runnable::run)
                        .execute(task)));
    }

    @ParameterizedTest(name = "cannot {0}")
    @MethodSource("uses")
    void endedSandboxRefusesUse(String action, Use use) {
        sandbox.close();

        refusal(() -> use.of(sandbox), "cannot " + action, "closed by its owner", EndReason.CLOSED);
    }

    @Test
    void endedSandboxIsRefusedByItsId() {
        sandbox.close();

        refusal(() -> registry.find(sandbox.id()), "cannot be used", "closed by its owner", EndReason.CLOSED);
    }

    @Test
    void endedSandboxSaysThatItsRegistryClosed() {
        registry.close();

        refusal(sandbox::enter, "cannot enter it", "ended because its registry closed", EndReason.REGISTRY_CLOSED);
    }

    @Test
    void endedSandboxStillRunsATaskCapturedBefore() {
        ManagedSandbox inTask = registry.open(SandboxOptions.builder("bob")
                .drainTimeout(java.time.Duration.ZERO)
                .build());
        var seen = new java.util.concurrent.atomic.AtomicReference<>(java.util.Optional.<ManagedSandbox>empty());
        Runnable task = inTask.wrap(() -> seen.set(ManagedSandbox.current()));
        inTask.finish();

        task.run();

        assertThat(seen.get()).containsSame(inTask);
        assertThat(ManagedSandbox.current()).isEmpty();
    }

    private void refusal(ThrowingCallable use, String refused, String why, EndReason reason) {
        assertThatExceptionOfType(SandboxEndedException.class).isThrownBy(use).satisfies(refusal -> {
            assertThat(Messages.of(refusal))
                    .isEqualTo("Sandbox " + sandbox + " " + refused + " on thread \""
                            + Thread.currentThread().getName() + "\": it was " + why
                            + " # ago. Work must end within its sandbox: wait with "
                            + "sandbox.awaitQuiescence(), or open a sandbox that lives longer "
                            + "(SandboxOptions.ownershipTimeout, idleTimeout).");
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.endedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        });
    }

    private static Arguments use(String action, Use use) {
        return Arguments.of(action, use);
    }

    private static final class Named implements Runnable {
        @Override
        public void run() {}

        @Override
        public String toString() {
            return "named";
        }
    }
}
