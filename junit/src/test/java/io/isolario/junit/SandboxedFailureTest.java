package io.isolario.junit;

import static io.isolario.junit.Fixtures.allSucceed;
import static io.isolario.junit.Fixtures.onlyFailure;
import static io.isolario.junit.Fixtures.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxFailedError;
import io.isolario.core.SandboxOpeningException;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import io.isolario.core.SandboxState;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class SandboxedFailureTest {

    private static final Queue<ManagedSandbox> SEEN = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void forgetWhatWasSeen() {
        SEEN.clear();
    }

    private static ManagedSandbox current() {
        return ManagedSandbox.current().orElseThrow();
    }

    @Sandboxed
    static class Passes {

        @Test
        void passes() {
            SEEN.add(current());
        }
    }

    @Test
    void failsATestWhoseSandboxEndsWithAProblem() {
        Throwable failure = onlyFailure(runDisapproved(Passes.class));

        assertThat(failure)
                .isInstanceOf(SandboxFailedError.class)
                .hasMessage("Sandbox \"Passes > passes()\" ("
                        + SEEN.element().id().abbreviated() + ") ended with 1 problem:\n"
                        + "- GET /users/octocat was expected once, but never called.");
    }

    @Sandboxed
    static class Fails {

        @Test
        void fails() {
            SEEN.add(current());
            throw new AssertionError("two orders, not one");
        }
    }

    @Test
    void keepsTheFailureOfTheTestBeforeThatOfItsSandbox() {
        Throwable failure = onlyFailure(runDisapproved(Fails.class));

        assertThat(failure).hasMessage("two orders, not one");
        assertThat(failure.getSuppressed()).hasOnlyElementsOfType(SandboxFailedError.class);
    }

    @Test
    void tellsTheSandboxThatItsTestHasFailed() {
        onlyFailure(runDisapproved(Fails.class));

        assertThat(SEEN.element().hasFailed()).isTrue();
        assertThat(SEEN.element().journal().entries()).anySatisfy(entry -> assertThat(entry.text())
                .isEqualTo("the test failed: java.lang.AssertionError: two orders, not one"));
    }

    @Sandboxed
    static class CannotBeConstructed {

        CannotBeConstructed(ManagedSandbox sandbox) {
            SEEN.add(sandbox);
            throw new IllegalStateException("no instance");
        }

        @Test
        void runs() {}
    }

    @Test
    void closesTheSandboxOfATestThatHasNoInstance() {
        assertThat(onlyFailure(run(CannotBeConstructed.class))).hasMessage("no instance");

        assertThat(SEEN).extracting(ManagedSandbox::state).containsExactly(SandboxState.ENDED);
    }

    @Sandboxed
    static class Skips {

        Skips(ManagedSandbox sandbox) {
            SEEN.add(sandbox);
        }

        @Test
        @Disabled
        void skipped() {}
    }

    @Test
    void closesTheSandboxOfATestThatIsSkipped() {
        allSucceed(run(Skips.class), 0);

        assertThat(SEEN).extracting(ManagedSandbox::state).doesNotContain(SandboxState.OPEN);
    }

    @Test
    void failsATestWhoseSandboxCannotBeOpened() {
        try (SandboxRegistry registry = Fixtures.aRegistry()
                .resource(SandboxResource.named("db", Fixtures.Disapproval.class, sandbox -> {
                    throw new IllegalStateException("no such host");
                }))
                .build()) {
            assertThat(onlyFailure(run(registry, Map.of(), Passes.class)))
                    .isInstanceOf(SandboxOpeningException.class)
                    .hasRootCauseMessage("no such host");
        }
    }

    private EngineExecutionResults runDisapproved(Class<?> type) {
        try (SandboxRegistry registry =
                Fixtures.aRegistry().resource(Fixtures.aDisapprovingResource()).build()) {
            return run(registry, Map.of(), type);
        }
    }
}
