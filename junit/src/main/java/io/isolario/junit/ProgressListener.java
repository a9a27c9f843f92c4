package io.isolario.junit;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.slf4j.LoggerFactory;

/**
 * Shows how far a run is: on a terminal in one line that is drawn again each second, elsewhere in a line of the log each ten
 * seconds.
 *
 * <p>For JUnit, which finds it by {@link java.util.ServiceLoader}; nothing else uses it. The system property {@code
 * isolario.progress} decides: {@code auto}, the default, shows it from the first sandboxed test on; {@code on} always; {@code off}
 * never. A launcher that a test starts itself shows nothing. Thread-safe.
 */
public final class ProgressListener implements TestExecutionListener {

    private final SuiteSummary suite;
    private final LongSupplier nanoTime;
    private final Optional<ProgressOutput> given;
    private volatile @Nullable ShownRun run;

    /** Called by {@link java.util.ServiceLoader}. */
    public ProgressListener() {
        this(SuiteSummary.ofThisJvm(), System::nanoTime, Optional.empty());
    }

    /** Shows the progress on {@code given} when {@link #tick} is called; by itself when it is empty. */
    ProgressListener(SuiteSummary suite, LongSupplier nanoTime, Optional<ProgressOutput> given) {
        this.suite = suite;
        this.nanoTime = nanoTime;
        this.given = given;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        ProgressMode mode = ProgressMode.of(UserSettings.read());
        if (mode == ProgressMode.OFF || !suite.beginsProgress()) {
            return;
        }
        RunCount count = new RunCount(nanoTime);
        plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .filter(TestIdentifier::isTest)
                .forEach(test -> count.isKnown(test.getUniqueId()));
        BooleanSupplier shown = () -> mode == ProgressMode.ON || suite.hasBegun();
        ShownRun begun = new ShownRun(plan, count, shown, given.orElseGet(ProgressListener::ownOutput));
        run = begun;
        if (given.isEmpty()) {
            begun.tickByItself();
        }
    }

    private static ProgressOutput ownOutput() {
        return RedrawnProgress.onTerminal()
                .<ProgressOutput>map(terminal -> terminal)
                .orElseGet(() -> new LoggedProgress(LoggerFactory.getLogger(ProgressListener.class)));
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        ShownRun ended = run;
        if (ended != null) {
            run = null;
            ended.end();
            suite.endsProgress();
        }
    }

    @Override
    public void dynamicTestRegistered(TestIdentifier registered) {
        ShownRun current = run;
        if (current != null && registered.isTest()) {
            current.isKnown(registered.getUniqueId());
        }
    }

    @Override
    public void executionStarted(TestIdentifier started) {
        ShownRun current = run;
        if (current != null && started.isTest()) {
            current.testBegins();
        }
    }

    @Override
    public void executionSkipped(TestIdentifier skipped, String reason) {
        ShownRun current = run;
        if (current != null) {
            current.isDone(skipped);
        }
    }

    @Override
    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
        ShownRun current = run;
        if (current == null) {
            return;
        }
        // What a class that failed before its tests had is done too: none of them will begin.
        current.isDone(finished);
        if (result.getStatus() == Status.FAILED) {
            current.hasFailed();
        }
    }

    void tick() {
        ShownRun current = run;
        if (current != null) {
            current.tick();
        }
    }
}
