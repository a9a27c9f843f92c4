package io.isolario.examples.forum.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import io.isolario.testing.Torture;
import io.isolario.testing.TortureRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs all tests of the forum again and again, in one application, and compares the database with its baseline each time. */
@Tag("torture")
class WholeSuiteTest {

    /** At most fifty in lanes, which are the default; another execution of the build may do with fewer. */
    private static final int REPETITIONS = Integer.getInteger("forum.repetitions", 50);

    private static final String FORUM = "io.isolario.examples.forum";
    private static final String PARALLEL = "junit.jupiter.execution.parallel.";
    private static final Map<String, String> SIXTEEN_AT_ONCE = Map.of(
            PARALLEL + "enabled", "true",
            PARALLEL + "config.strategy", "fixed",
            PARALLEL + "config.fixed.parallelism", "16",
            PARALLEL + "config.fixed.max-pool-size", "16");

    @Test
    void passesManyTimesWithSixteenTestsAtOnce() {
        TortureRun run = Torture.FORUM_SUITE.begin(2, REPETITIONS);
        for (int done = 0; run.goesOn(done); done++) {
            passesAndLeavesNothing("repetition " + (done + 1), SIXTEEN_AT_ONCE);
        }
    }

    @Test
    void passesOneTestAtATime() {
        passesAndLeavesNothing("one at a time", Map.of(PARALLEL + "enabled", "false"));
    }

    @Test
    void passesInRandomOrder() {
        TortureRun run = Torture.FORUM_ORDERS.begin(1, 3);
        for (long done = 0; run.goesOn(done); done++) {
            passesInRandomOrder("" + (run.seed() + done));
        }
    }

    private static void passesInRandomOrder(String seed) {
        passesAndLeavesNothing(
                "random order " + seed,
                Map.of(
                        PARALLEL + "enabled",
                        "false",
                        "junit.jupiter.testmethod.order.default",
                        "org.junit.jupiter.api.MethodOrderer$Random",
                        "junit.jupiter.testclass.order.default",
                        "org.junit.jupiter.api.ClassOrderer$Random",
                        "junit.jupiter.execution.order.random.seed",
                        seed));
    }

    private static void passesAndLeavesNothing(String run, Map<String, String> configuration) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(FORUM))
                .filters(ClassNameFilter.includeClassNamePatterns("io\\.isolario\\.examples\\.forum\\.[A-Za-z]+Test"))
                .filters(TagFilter.excludeTags("torture"))
                .configurationParameters(configuration)
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);

        TestExecutionSummary summary = listener.getSummary();
        StringWriter failures = new StringWriter();
        summary.printFailuresTo(new PrintWriter(failures));
        assertThat(summary.getTotalFailureCount()).as("%s: %s", run, failures).isZero();
        assertThat(summary.getTestsSucceededCount()).as(run).isGreaterThanOrEqualTo(60);
        assertThat(BaselineWatch.ofThisSuite().orElseThrow().differences())
                .as(run)
                .isEmpty();
    }
}
