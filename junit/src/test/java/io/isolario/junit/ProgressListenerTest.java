package io.isolario.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** It sets a system property of the whole JVM. */
@Isolated
class ProgressListenerTest {

    private final AtomicLong nanoTime = new AtomicLong();
    private final List<String> lines = new ArrayList<>();
    private final Optional<String> before = Optional.ofNullable(System.getProperty("isolario.progress"));

    @BeforeEach
    void showIt() {
        System.setProperty("isolario.progress", "on");
    }

    @AfterEach
    void restoreTheProperty() {
        System.clearProperty("isolario.progress");
        before.ifPresent(value -> System.setProperty("isolario.progress", value));
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Orders {

        @Test
        @Order(1)
        void passes() {}

        @Test
        @Order(2)
        void fails() {
            fail("no order");
        }

        @Test
        @Order(3)
        @EnabledIfSystemProperty(named = "shop.open", matches = "always")
        void isSkipped() {}

        @RepeatedTest(3)
        @Order(4)
        void isRepeated() {}
    }

    static class Unprepared {

        @BeforeAll
        static void prepare() {
            fail("not prepared");
        }

        @Test
        void neverRuns() {}

        @Test
        void neverRunsEither() {}
    }

    static class Many {

        @RepeatedTest(20)
        void runs() {}
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class AtOnce {

        @RepeatedTest(400)
        void runs() {}

        @RepeatedTest(100)
        void fails() {
            fail("no order");
        }
    }

    private final class Collected implements ProgressOutput {

        @Override
        public Duration period() {
            return Duration.ofSeconds(10);
        }

        @Override
        public void show(String line) {
            lines.add(line);
        }

        @Override
        public void end() {
            lines.add("end");
        }
    }

    private ProgressListener aListener(SuiteSummary suite) {
        return new ProgressListener(suite, nanoTime::get, Optional.of(new Collected()));
    }

    /** JUnit tells listeners of an end in the reverse of their order. */
    private static void run(Class<?> tests, String parallel, TestExecutionListener... listeners) {
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .addTestExecutionListeners(listeners)
                .build();
        Fixtures.onAThreadOfItsOwn(() -> {
            LauncherFactory.create(config)
                    .execute(LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectClass(tests))
                            .configurationParameter(ConcurrencyDefaults.ENABLED, parallel)
                            .build());
            return true;
        });
    }

    /** Runs tests one after another; each takes two seconds, and the line is drawn after each. */
    private void runInTurn(Class<?> tests) {
        ProgressListener progress = aListener(new SuiteSummary());
        run(
                tests,
                "false",
                new TestExecutionListener() {
                    @Override
                    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
                        if (finished.isTest()) {
                            nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());
                            progress.tick();
                        }
                    }
                },
                progress);
    }

    @Test
    void countsWhatPassesFailsIsSkippedAndIsRepeated() {
        runInTurn(Orders.class);

        assertThat(lines)
                .containsExactly(
                        "1/3 tests done, 0 failed, 2 s elapsed",
                        "2/3 tests done, 1 failed, 4 s elapsed",
                        "4/4 tests done, 1 failed, 6 s elapsed",
                        "5/5 tests done, 1 failed, 8 s elapsed",
                        "6/6 tests done, 1 failed, 10 s elapsed",
                        "end");
    }

    @Test
    void countsAClassThatCannotBeginAsOneFailureAndItsTestsAsDone() {
        ProgressListener progress = aListener(new SuiteSummary());
        run(
                Unprepared.class,
                "false",
                new TestExecutionListener() {
                    @Override
                    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
                        progress.tick();
                    }
                },
                progress);

        assertThat(lines.get(0)).isEqualTo("2/2 tests done, 1 failed, 0 s elapsed");
    }

    @Test
    void isRightWhenTestsRunAtOnce() {
        ProgressListener progress = aListener(new SuiteSummary());
        run(
                AtOnce.class,
                "true",
                new TestExecutionListener() {
                    @Override
                    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
                        if (finished.getParentId().isEmpty()) {
                            progress.tick();
                        }
                    }
                },
                progress);

        assertThat(lines).containsExactly("500/500 tests done, 100 failed, 0 s elapsed", "end");
    }

    @Test
    void expectsATimeFromTheTenthTestOnWhenATenthIsDone() {
        RunCount count = new RunCount(nanoTime::get);
        for (int test = 0; test < 120; test++) {
            count.isKnown("test " + test);
        }
        nanoTime.set(Duration.ofSeconds(5).toNanos());
        count.begins();
        for (int test = 0; test < 11; test++) {
            count.isDone("test " + test);
        }
        nanoTime.set(Duration.ofSeconds(16).toNanos());

        assertThat(count.now().describe()).isEqualTo("11/120 tests done, 0 failed, 16 s elapsed");
        count.isDone("test 11");
        nanoTime.set(Duration.ofSeconds(17).toNanos());

        assertThat(count.now().describe()).isEqualTo("12/120 tests done, 0 failed, 17 s elapsed, 2 min 5 s expected");
    }

    @Test
    void showsNothingBeforeASandboxedTestUnlessItIsOn() {
        System.setProperty("isolario.progress", "auto");
        runInTurn(Orders.class);

        assertThat(lines).containsExactly("end");
    }

    @Test
    void showsNothingWhenItIsOff() {
        System.setProperty("isolario.progress", "off");
        runInTurn(Orders.class);

        assertThat(lines).isEmpty();
    }

    @Test
    void showsNothingOfARunInsideAnother() {
        SuiteSummary suite = new SuiteSummary();
        suite.beginsProgress();

        run(Many.class, "false", aListener(suite));

        assertThat(lines).isEmpty();
    }

    @Test
    void refusesAnotherWord() {
        Properties system = new Properties();
        system.setProperty("isolario.progress", "sometimes");

        assertThatThrownBy(() -> ProgressMode.of(new UserSettings(system, new Properties())))
                .hasMessage("isolario.progress is \"sometimes\" in the system properties. Set it to auto, on or off, or"
                        + " leave it out.");
    }

    @Test
    void drawsOneLineAgainOnATerminalAndClearsIt() {
        StringWriter terminal = new StringWriter();
        RedrawnProgress output = new RedrawnProgress(new PrintWriter(terminal));

        output.show("10 tests");
        output.show("9 more");
        output.end();

        assertThat(terminal).hasToString("\r10 tests\r9 more  \r      \r");
    }
}
