package io.isolario.junit;

import static io.isolario.junit.Fixtures.aRegistry;
import static io.isolario.junit.Fixtures.onlyFailure;
import static io.isolario.junit.Fixtures.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxFailedError;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.capture.CapturedLogs;
import io.isolario.core.event.LogEntry;
import io.isolario.core.event.LogLevel;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class LogOfTestTest {

    private static void log(LogLevel level, String message) {
        ManagedSandbox.current()
                .orElseThrow()
                .session(CapturedLogs.class)
                .add(new LogEntry(Instant.EPOCH, level, "shop", "main", message, Optional.empty()));
    }

    private static EngineExecutionResults runWithLogs(Class<?> type) {
        try (SandboxRegistry registry =
                aRegistry().resource(CapturedLogs.resource()).build()) {
            return run(registry, Map.of(), type);
        }
    }

    @Sandboxed
    static class Fails {

        @Test
        void fails() {
            log(LogLevel.INFO, "ordering a book");
            throw new AssertionError("two orders, not one");
        }

        @Test
        void passes() {
            log(LogLevel.INFO, "ordering a pen");
        }
    }

    @Test
    void isShownWithTheFailureOfTheTestAndHasNoLinesOfOthers() {
        Throwable failure = onlyFailure(runWithLogs(Fails.class));

        assertThat(failure).hasMessage("two orders, not one");
        assertThat(failure.getSuppressed()).singleElement().satisfies(log -> assertThat(log.getMessage())
                .startsWith("The log of sandbox \"Fails > fails()\" (")
                .endsWith("):\n1970-01-01T00:00:00Z INFO [main] shop: ordering a book"));
    }

    @Sandboxed
    static class LogsAnError {

        @Test
        void logsAnError() {
            log(LogLevel.INFO, "ordering a book");
            log(LogLevel.ERROR, "sold out");
        }
    }

    @Test
    void isShownWithTheFailureOfTheSandbox() {
        Throwable failure = onlyFailure(runWithLogs(LogsAnError.class));

        assertThat(failure)
                .isInstanceOf(SandboxFailedError.class)
                .hasMessageContaining("A line that nobody expected was logged at ERROR or above");
        assertThat(failure.getSuppressed()).singleElement().satisfies(log -> assertThat(log.getMessage())
                .contains("ordering a book", "sold out"));
    }

    @Sandboxed
    static class IsAborted {

        @Test
        void isAborted() {
            Assumptions.assumeTrue(false);
        }
    }

    @Test
    void isNotShownWithATestThatIsAborted() {
        EngineExecutionResults results = runWithLogs(IsAborted.class);

        assertThat(results.testEvents().aborted().count()).isEqualTo(1);
        assertThat(results.allEvents().failed().count()).isZero();
    }

    @Sandboxed
    static class FailsSilently {

        @Test
        void fails() {
            throw new AssertionError("no");
        }
    }

    @Test
    void saysThatItIsEmpty() {
        Throwable failure = onlyFailure(runWithLogs(FailsSilently.class));

        assertThat(failure.getSuppressed()).singleElement().satisfies(log -> assertThat(log.getMessage())
                .endsWith(" is empty."));
    }

    @Sandboxed
    static class MissesARow {

        @Test
        void missesARow() throws InterruptedException {
            SandboxRegistry registry = ManagedSandbox.current().orElseThrow().registry();
            Thread listener =
                    new Thread(() -> registry.noteUnowned("a write was refused: insert into orders"), "listener");
            listener.start();
            listener.join();
            throw new AssertionError("no order");
        }
    }

    @Test
    void namesWorkWithoutASandboxThatTheTestMayMiss() {
        Throwable failure = onlyFailure(run(MissesARow.class));

        assertThat(failure.getSuppressed()).singleElement().satisfies(log -> assertThat(log)
                .hasMessage("Work without a sandbox meanwhile, which may have been meant for this test:\n"
                        + "- thread \"listener\": a write was refused: insert into orders"));
    }
}
