package io.isolario.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Isolation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ExecutionMode;

class SuiteReportTest {

    private static final Concurrency CONCURRENT =
            new Concurrency("OrderTest > ships()", Optional.of("true"), Optional.of("8"), ExecutionMode.CONCURRENT);

    private static SuiteReport aReport(int tests, int highestAtOnce, Concurrency concurrency) {
        return new SuiteReport(tests, Duration.ofMillis(6200), highestAtOnce, concurrency);
    }

    private static Optional<String> why(Optional<String> enabled, Optional<String> parallelism, ExecutionMode mode) {
        return aReport(4, 1, new Concurrency("OrderTest > ships()", enabled, parallelism, mode))
                .whyOneAtATime();
    }

    @Test
    void saysHowManyTestsRanInWhichTime() {
        assertThat(aReport(197, 8, CONCURRENT).describe()).isEqualTo("197 sandboxed tests in 6.20 s, up to 8 at once");
        assertThat(aReport(1, 1, CONCURRENT).describe()).isEqualTo("1 sandboxed test in 6.20 s, up to 1 at once");
    }

    @Test
    void hasALineForEachFigure() {
        assertThat(aReport(197, 8, CONCURRENT).lines())
                .containsExactly("tests 197 count", "wall 6.200 s", "highest-at-once 8 count");
    }

    @Test
    void isWrittenToTheFileThatAPropertyNames(@TempDir Path directory) {
        Path file = directory.resolve("new").resolve("summary");
        Optional<String> before = Optional.ofNullable(System.getProperty("isolario.summary-file"));
        System.setProperty("isolario.summary-file", file.toString());
        try {
            SandboxSessionListener.publish(aReport(197, 8, CONCURRENT));
        } finally {
            System.clearProperty("isolario.summary-file");
            before.ifPresent(value -> System.setProperty("isolario.summary-file", value));
        }

        assertThat(file)
                .hasContent(String.join("\n", aReport(197, 8, CONCURRENT).lines()));
    }

    private static String start(Optional<String> enabled, Optional<String> parallelism) {
        return new Concurrency("OrderTest > ships()", enabled, parallelism, ExecutionMode.CONCURRENT)
                .describeStart(Isolation.DATABASE);
    }

    @Test
    void saysAtTheBeginningHowTestsRun() {
        assertThat(start(Optional.of("true"), Optional.of("8")))
                .isEqualTo("Sandboxed tests begin, up to 8 at once; the first has DATABASE isolation");
        assertThat(start(Optional.of("true"), Optional.empty()))
                .isEqualTo("Sandboxed tests begin, several at once; the first has DATABASE isolation");
        assertThat(start(Optional.empty(), Optional.empty()))
                .isEqualTo("Sandboxed tests begin, one at a time; the first has DATABASE isolation");
    }

    @Test
    void hasNothingToExplainWhenTestsOverlappedOrThereWasOne() {
        assertThat(aReport(2, 2, CONCURRENT).whyOneAtATime()).isEmpty();
        assertThat(aReport(1, 1, CONCURRENT).whyOneAtATime()).isEmpty();
    }

    @Test
    void explainsWhyTestsRanOneAtATime() {
        assertThat(why(Optional.of("false"), Optional.of("8"), ExecutionMode.SAME_THREAD))
                .contains("4 sandboxed tests ran one at a time: junit.jupiter.execution.parallel.enabled is \"false\"."
                        + " Set it to true where the build sets it (junit-platform.properties, Surefire's"
                        + " configurationParameters, a system property), or nowhere: isolario-junit sets it then.");
        assertThat(why(Optional.empty(), Optional.empty(), ExecutionMode.SAME_THREAD))
                .contains("4 sandboxed tests ran one at a time: junit.jupiter.execution.parallel.enabled is not set."
                        + " Set it to true where the build sets it (junit-platform.properties, Surefire's"
                        + " configurationParameters, a system property), or nowhere: isolario-junit sets it then.");
        assertThat(why(Optional.of("true"), Optional.of("8"), ExecutionMode.SAME_THREAD))
                .contains(
                        "4 sandboxed tests ran one at a time: \"OrderTest > ships()\" has the execution mode SAME_THREAD."
                                + " Remove @Execution(SAME_THREAD) from the class, or annotate it with @Execution(CONCURRENT) or"
                                + " @Sandboxed.");
        assertThat(why(Optional.of("true"), Optional.of("1"), ExecutionMode.CONCURRENT))
                .contains(
                        "4 sandboxed tests ran one at a time: junit.jupiter.execution.parallel.config.fixed.parallelism"
                                + " is 1. Set it, or the system property isolario.parallelism, to how many tests may run at"
                                + " once.");
        assertThat(why(Optional.of("true"), Optional.of("8"), ExecutionMode.CONCURRENT))
                .contains("4 sandboxed tests ran one at a time: JUnit may run them concurrently, but no two overlapped."
                        + " Look for @Isolated and @ResourceLock, and at junit.jupiter.execution.parallel.config.*.");
    }
}
