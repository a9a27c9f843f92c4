package io.isolario.testing;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints each failed test with its stack trace and with what was written to the standard streams while it ran.
 *
 * <p>JUnit finds it by {@link java.util.ServiceLoader}. It does nothing in a launcher that a test starts itself. Thread-safe.
 */
public final class FailedTestOutput implements TestExecutionListener {

    // The outermost plan of this JVM, whose tests are those of the build.
    private static final AtomicReference<@Nullable TestPlan> OUTERMOST = new AtomicReference<>();

    private final Map<String, Long> beganAt = new ConcurrentHashMap<>();
    private final Optional<KeptOutput> kept;
    private final Optional<PrintStream> console;
    private final AtomicReference<@Nullable TestPlan> outermost;
    private volatile boolean prints;

    /** Called by {@link java.util.ServiceLoader}. */
    public FailedTestOutput() {
        this(Console.kept(), Console.ofFailures(), OUTERMOST);
    }

    private FailedTestOutput(
            Optional<KeptOutput> kept, Optional<PrintStream> console, AtomicReference<@Nullable TestPlan> outermost) {
        this.kept = kept;
        this.console = console;
        this.outermost = outermost;
    }

    /** Returns a listener that prints what failed in its own launcher, whichever launchers there are around it. */
    static FailedTestOutput ofEachPlan(KeptOutput kept, PrintStream console) {
        return new FailedTestOutput(Optional.of(kept), Optional.of(console), new AtomicReference<>());
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        prints = outermost.compareAndSet(null, plan);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        outermost.compareAndSet(plan, null);
    }

    @Override
    public void executionStarted(TestIdentifier started) {
        if (prints) {
            kept.ifPresent(output -> beganAt.put(started.getUniqueId(), output.position()));
        }
    }

    @Override
    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
        Optional<Long> position = Optional.ofNullable(beganAt.remove(finished.getUniqueId()));
        if (prints && result.getStatus() == Status.FAILED) {
            Optional<String> output = kept.flatMap(all -> position.map(all::since));
            console.ifPresent(stream -> stream.println(describe(finished, result.getThrowable(), output)));
        }
    }

    private static String describe(TestIdentifier failed, Optional<Throwable> failure, Optional<String> output) {
        StringWriter text = new StringWriter();
        PrintWriter lines = new PrintWriter(text);
        lines.println("FAILED: " + nameOf(failed));
        failure.ifPresent(each -> each.printStackTrace(lines));
        output.ifPresent(written -> {
            lines.println(written.isEmpty() ? "It wrote nothing." : "What was written while it ran:");
            lines.print(written);
        });
        lines.flush();
        return text.toString();
    }

    private static String nameOf(TestIdentifier test) {
        String className = test.getSource()
                .map(source -> source instanceof MethodSource method
                        ? method.getClassName() + " > "
                        : source instanceof ClassSource type ? type.getClassName() + " > " : "")
                .orElse("");
        return className + test.getDisplayName();
    }
}
