package io.isolario.junit;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** One run whose progress is shown. Thread-safe. */
final class ShownRun {

    private final TestPlan plan;
    private final RunCount count;
    private final BooleanSupplier shown;
    private final ProgressOutput output;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(ShownRun::daemon);

    ShownRun(TestPlan plan, RunCount count, BooleanSupplier shown, ProgressOutput output) {
        this.plan = plan;
        this.count = count;
        this.shown = shown;
        this.output = output;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "isolario-progress");
        thread.setDaemon(true);
        return thread;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Nothing waits for it; the end of the run ends it.
    void tickByItself() {
        long period = output.period().toMillis();
        ticker.scheduleAtFixedRate(this::tick, period, period, TimeUnit.MILLISECONDS);
    }

    void tick() {
        if (shown.getAsBoolean()) {
            output.show(count.now().describe());
        }
    }

    void isKnown(String test) {
        count.isKnown(test);
    }

    void testBegins() {
        count.begins();
    }

    /** Notes the end of a test, or of a class with all its tests. */
    void isDone(TestIdentifier ended) {
        count.isDone(ended.getUniqueId());
        plan.getDescendants(ended).forEach(each -> count.isDone(each.getUniqueId()));
    }

    void hasFailed() {
        count.hasFailed();
    }

    void end() {
        ticker.shutdownNow();
        try {
            // A line that is being shown comes before the terminal is cleared.
            if (ticker.awaitTermination(1, TimeUnit.SECONDS)) {
                output.end();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
