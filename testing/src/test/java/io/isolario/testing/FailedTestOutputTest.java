package io.isolario.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class FailedTestOutputTest {

    private static final KeptOutput KEPT = new KeptOutput(1_000);
    private static final PrintStream LOG = new PrintStream(KEPT, true, StandardCharsets.UTF_8);

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Orders {

        @Test
        @Order(1)
        void passes() {
            LOG.print("all is well\n");
        }

        @Test
        @Order(2)
        void fails() {
            LOG.print("order 7 is missing\n");
            fail("no order");
        }
    }

    static class Unprepared {

        @BeforeAll
        static void prepare() {
            LOG.print("no database\n");
            fail("not prepared");
        }

        @Test
        void neverRuns() {}
    }

    private void run(Class<?> tests) {
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .addTestExecutionListeners(aListener())
                .build();
        LauncherFactory.create(config)
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(tests))
                        .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                        .build());
    }

    private TestExecutionListener aListener() {
        return FailedTestOutput.ofEachPlan(KEPT, new PrintStream(console, true, StandardCharsets.UTF_8));
    }

    /** The lines of a stack trace differ from JDK to JDK. */
    private String printed() {
        return console.toString(StandardCharsets.UTF_8).replaceAll("(?m)^\tat .*\\R", "");
    }

    @Test
    void aFailedTestShowsItsStackTraceAndItsOutputAndAPassedOneNothing() {
        run(Orders.class);

        assertThat(printed())
                .isEqualToNormalizingNewlines(
                        """
                        FAILED: io.isolario.testing.FailedTestOutputTest$Orders > fails()
                        org.opentest4j.AssertionFailedError: no order
                        What was written while it ran:
                        order 7 is missing

                        """);
        assertThat(console.toString(StandardCharsets.UTF_8))
                .contains("\tat io.isolario.testing.FailedTestOutputTest$Orders.fails");
    }

    @Test
    void aClassThatCannotBeginShowsItsOutputToo() {
        run(Unprepared.class);

        assertThat(printed())
                .isEqualToNormalizingNewlines(
                        """
                        FAILED: io.isolario.testing.FailedTestOutputTest$Unprepared > FailedTestOutputTest$Unprepared
                        org.opentest4j.AssertionFailedError: not prepared
                        What was written while it ran:
                        no database

                        """);
    }

    @Test
    void keepsTheLastPartOfTheOutput() {
        KeptOutput output = new KeptOutput(4);

        output.write("abcdef".getBytes(StandardCharsets.UTF_8), 0, 6);

        assertThat(output.position()).isEqualTo(6);
        assertThat(output.since(0)).isEqualTo("cdef");
        assertThat(output.since(5)).isEqualTo("f");
        assertThat(output.since(6)).isEmpty();
    }
}
