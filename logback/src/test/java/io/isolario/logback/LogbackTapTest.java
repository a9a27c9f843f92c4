package io.isolario.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.LoggerContext;
import io.isolario.core.CloseReport;
import io.isolario.core.JournalEntry;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Problem;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.core.capture.CapturedLogs;
import io.isolario.core.event.LogEntry;
import io.isolario.core.event.LogLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogbackTapTest {

    private static final Logger LOG = LoggerFactory.getLogger(LogbackTapTest.class);

    private final SandboxRegistry registry =
            SandboxRegistry.builder("shop").resource(CapturedLogs.resource()).build();
    private final ManagedSandbox sandbox =
            registry.open(SandboxOptions.builder("ana").build());

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void sandboxSeesTheLinesOfItsOwnThreads() {
        ManagedSandbox other = registry.open(SandboxOptions.builder("bob").build());

        in(sandbox, () -> LOG.info("hello {}", "ana"));
        in(other, () -> LOG.info("hello {}", "bob"));
        LOG.info("hello nobody");

        assertThat(sandbox.logs().all()).extracting(LogEntry::message).containsExactly("hello ana");
        assertThat(other.logs().all()).extracting(LogEntry::message).containsExactly("hello bob");
        LogEntry line = sandbox.logs().single();
        assertThat(line.level()).isEqualTo(LogLevel.INFO);
        assertThat(line.logger()).isEqualTo(LogbackTapTest.class.getName());
        assertThat(line.thread()).isEqualTo(Thread.currentThread().getName());
        assertThat(sandbox.journal().entries(JournalKind.LOG))
                .extracting(JournalEntry::text)
                .containsExactly("INFO " + LogbackTapTest.class.getName() + ": hello ana");
    }

    @Test
    void linesAreFilteredByTextLevelAndLogger() {
        in(sandbox, () -> {
            LOG.info("paid");
            LOG.warn("declined", new IllegalStateException("card 4711"));
            LoggerFactory.getLogger("other.Thing").info("paid too");
        });

        assertThat(sandbox.logs().containing("card 4711").single().message()).isEqualTo("declined");
        assertThat(sandbox.logs().atLeast(LogLevel.WARN).all()).hasSize(1);
        assertThat(sandbox.logs().from("other").single().message()).isEqualTo("paid too");
        assertThat(sandbox.logs().from(LogbackTapTest.class).containing("paid").all())
                .hasSize(1);
        sandbox.logs().containing("refunded").none();
    }

    @Test
    void lineLoggedOnAnotherThreadIsAwaited() {
        Thread logger = new Thread(sandbox.wrap(() -> LOG.info("done")), "worker");

        logger.start();

        assertThat(sandbox.logs().containing("done").awaitOne().thread()).isEqualTo("worker");
    }

    @Test
    void unexpectedErrorFailsTheTest() {
        in(sandbox, () -> LOG.error("boom", new IllegalStateException("no money")));
        LogEntry line = sandbox.logs().single();

        CloseReport report = sandbox.finish();

        assertThat(report.problems())
                .extracting(Problem::message)
                .containsExactly("A line that nobody expected was logged at ERROR or above in sandbox " + sandbox
                        + ":\n- " + line.time() + " ERROR [main] io.isolario.logback.LogbackTapTest: boom"
                        + " (java.lang.IllegalStateException: no money)\nExpect it with"
                        + " sandbox.logs().expectError(\"part of it\"), allow all of this test with"
                        + " sandbox.logs().allowErrors(), or switch this rule off for all tests: isolario.logs.fail-on=off,"
                        + " or CapturedLogs.resource(LogLevel.OFF).");
    }

    @Test
    void errorExpectedBeforeOrAfterItCameDoesNotFailTheTest() {
        sandbox.logs().expectError("first");
        in(sandbox, () -> {
            LOG.error("the first");
            LOG.error("the second");
        });
        sandbox.logs().expectError("second");

        assertThat(sandbox.finish().problems()).isEmpty();
    }

    @Test
    void missingExpectedErrorFailsTheTest() {
        sandbox.logs().expectError("boom");

        assertThat(sandbox.finish().problems())
                .extracting(Problem::message)
                .containsExactly("An ERROR that contains \"boom\" was expected in the log of sandbox " + sandbox
                        + ", but none came. Leave sandbox.logs().expectError(..) out, or wait in the test for what logs"
                        + " it.");
    }

    @Test
    void allowedErrorsDoNotFailTheTest() {
        sandbox.logs().allowErrors();
        in(sandbox, () -> LOG.error("boom"));

        assertThat(sandbox.finish().problems()).isEmpty();
    }

    @Test
    void failedTestGetsNoFurtherProblemForItsErrors() {
        in(sandbox, () -> LOG.error("boom"));
        sandbox.noteFailure(new AssertionError("1 is not 2"));

        assertThat(sandbox.finish().problems()).isEmpty();
    }

    @Test
    void levelOfTheResourceDecidesWhatFailsTheTest() {
        try (SandboxRegistry strict = registryFailingFrom(LogLevel.WARN);
                SandboxRegistry lax = registryFailingFrom(LogLevel.OFF)) {
            ManagedSandbox ofStrict =
                    strict.open(SandboxOptions.builder("strict").build());
            ManagedSandbox ofLax = lax.open(SandboxOptions.builder("lax").build());
            in(ofStrict, () -> LOG.warn("hm"));
            in(ofLax, () -> LOG.error("boom"));

            assertThat(ofStrict.finish().problems()).hasSize(1);
            assertThat(ofLax.finish().problems()).isEmpty();
            assertThat(ofLax.logs().text()).contains("boom");
        }
    }

    private static SandboxRegistry registryFailingFrom(LogLevel level) {
        return SandboxRegistry.builder(level.name())
                .resource(CapturedLogs.resource(level))
                .build();
    }

    @Test
    void latestLinesAreKeptAndOthersCounted() {
        in(sandbox, () -> {
            for (int i = 0; i < CapturedLogs.CAPACITY + 3; i++) {
                sandbox.session(CapturedLogs.class).add(line("line " + i));
            }
        });

        assertThat(sandbox.logs().all())
                .hasSize(CapturedLogs.CAPACITY)
                .first()
                .matches(line -> line.contains("line 3"));
        assertThat(sandbox.logs().dropped()).isEqualTo(3);
        assertThat(sandbox.logs().text()).startsWith("(3 older lines fell out)");
    }

    private static LogEntry line(String message) {
        return new LogEntry(java.time.Instant.now(), LogLevel.DEBUG, "x", "main", message, java.util.Optional.empty());
    }

    @Test
    void nonAdditiveLoggersAreTapped() {
        ch.qos.logback.classic.Logger apart = logback().getLogger("apart");
        apart.setAdditive(false);
        ManagedSandbox later = openedWhileNothingIsTapped();

        in(later, () -> apart.warn("alone"));

        assertThat(later.logs().single().message()).isEqualTo("alone");
        apart.setAdditive(true);
    }

    private ManagedSandbox openedWhileNothingIsTapped() {
        sandbox.close();
        return registry.open(SandboxOptions.builder("later").build());
    }

    @Test
    void tapIsAttachedAgainAfterLogbackIsReconfigured() {
        configureAnew();
        CapturedLogs.logWasConfigured();
        in(sandbox, () -> LOG.info("still there"));

        configureAnew();
        ManagedSandbox later = registry.open(SandboxOptions.builder("later").build());
        in(later, () -> LOG.info("there again"));

        assertThat(sandbox.logs().single().message()).isEqualTo("still there");
        assertThat(later.logs().single().message()).isEqualTo("there again");
    }

    private static void configureAnew() {
        ch.qos.logback.classic.Logger root = logback().getLogger(Logger.ROOT_LOGGER_NAME);
        root.getAppender("isolario shop").stop();
        root.detachAppender("isolario shop");
    }

    @Test
    void tapIsDetachedWhenNoSandboxIsOpen() {
        assertThat(logback().getLogger(Logger.ROOT_LOGGER_NAME).getAppender("isolario shop"))
                .isNotNull();

        sandbox.close();

        assertThat(logback().getLogger(Logger.ROOT_LOGGER_NAME).getAppender("isolario shop"))
                .isNull();
    }

    @Test
    void clientsOutsideTheJvmReadLines() {
        in(sandbox, () -> {
            LOG.info("paid");
            LOG.warn("declined");
        });

        CapturedLogs logs = sandbox.session(CapturedLogs.class);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> logs.read(Map.of("level", "loud")))
                .withMessage(
                        "There is no level \"loud\" of log lines. There are: trace, debug, info, warn, error, off.");
        assertThat(logs.read(Map.of("level", "warn")).toString())
                .contains("declined")
                .doesNotContain("paid");
        assertThat(logs.read(Map.of("contains", "paid")).toString())
                .contains("paid")
                .doesNotContain("declined");
    }

    @Test
    void linesGoBackToACheckpoint() {
        in(sandbox, () -> LOG.info("before"));
        sandbox.checkpoint();
        in(sandbox, () -> LOG.info("after"));

        sandbox.reset();

        assertThat(sandbox.logs().single().message()).isEqualTo("before");
    }

    @Test
    void logsAreRefusedWhereNothingCapturesThem() {
        try (SandboxRegistry bare = SandboxRegistry.builder("bare").build()) {
            ManagedSandbox without = bare.open(SandboxOptions.builder("without").build());

            assertThatExceptionOfType(RefusalException.class)
                    .isThrownBy(without::logs)
                    .withMessage("Nothing captures the log in sandbox " + without
                            + ": SandboxRegistry{bare, resources=[]} has no resource for that. Add isolario-spring-boot and"
                            + " isolario-logback to the class path of a Spring Boot application, or isolario-logback to"
                            + " the class path and CapturedLogs.resource() to SandboxRegistry.builder(). Both read Logback; this JVM logs by"
                            + " ch.qos.logback.classic.LoggerContext.");
        }
    }

    @Test
    void failedWaitListsWhatCameInstead() {
        in(sandbox, () -> LOG.info("paid"));
        LogEntry line = sandbox.logs().single();

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> sandbox.logs().containing("refunded").awaitOne(Duration.ofMillis(20)))
                .withMessage("Awaited line of the log that contains \"refunded\" in sandbox " + sandbox
                        + ", but after 20 ms none has come. What came instead: nothing of another type.\nOf that type, but"
                        + " others:\n- " + line + "\nNo work is outstanding that could still bring it.");
    }

    private static LoggerContext logback() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    private static void in(ManagedSandbox sandbox, Runnable action) {
        try (Scope scope = sandbox.enter()) {
            action.run();
        }
    }

    @Test
    void linesOfConcurrentSandboxesDoNotMix() throws InterruptedException {
        List<Thread> threads = java.util.stream.IntStream.range(0, 16)
                .mapToObj(number -> {
                    Thread thread = new Thread(() -> {
                        for (int round = 0; round < 50; round++) {
                            logAlone("sandbox " + number + " round " + round);
                        }
                    });
                    thread.start();
                    return thread;
                })
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    private final List<Throwable> failures = new java.util.concurrent.CopyOnWriteArrayList<>();

    private void logAlone(String text) {
        try (ManagedSandbox alone = registry.open(SandboxOptions.builder(text).build())) {
            in(alone, () -> LOG.info(text));
            assertThat(alone.logs().single().message()).isEqualTo(text);
        } catch (AssertionError | RuntimeException failure) {
            failures.add(failure);
        }
    }
}
