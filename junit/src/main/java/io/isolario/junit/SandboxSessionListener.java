package io.isolario.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets sandboxed tests run concurrently without any configuration, and sums them up at the end.
 *
 * <p>For JUnit, which finds it by {@link java.util.ServiceLoader}; nobody else uses it. When a session opens it sets the system
 * properties {@code junit.jupiter.execution.parallel.*} that the user has set neither there nor in the first {@code
 * junit-platform.properties} on the class path, and clears just those when the session closes. If the user has switched
 * concurrency off it keeps out. Tests that are not {@link Sandboxed} keep running one after another.
 *
 * <p>The system property {@code isolario.parallelism} says how many tests run at once; the default is twice the number of
 * processors, 8 at least. At the end the summary is logged, and written to the file that the system property {@code
 * isolario.summary-file} names: a line for each figure with its name, value and unit.
 */
public final class SandboxSessionListener implements LauncherSessionListener {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxSessionListener.class);
    private static final Logger SUMMARY = LoggerFactory.getLogger(SuiteSummary.class);
    private static final String SUMMARY_FILE = "isolario.summary-file";

    private final AtomicReference<Map<String, String>> set = new AtomicReference<>(Map.of());

    /** Called by {@link java.util.ServiceLoader}. */
    public SandboxSessionListener() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        SuiteSummary.ofThisJvm().sessionOpened();
        UserSettings settings = UserSettings.read();
        // JUnit only logs what a listener of the plan throws; a wrong value ends the run from here.
        ProgressMode.of(settings);
        ConcurrencyDefaults defaults =
                new ConcurrencyDefaults(settings, Runtime.getRuntime().availableProcessors());
        Optional<String> switchedOff = defaults.switchedOffBy();
        if (switchedOff.isPresent()) {
            LOG.info(
                    "Sandboxed tests run one at a time: {} is false in {}. Remove it there to run them concurrently.",
                    ConcurrencyDefaults.ENABLED,
                    switchedOff.get());
            return;
        }
        Map<String, String> missing = defaults.missing();
        missing.forEach(System::setProperty);
        set.set(missing);
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        set.getAndSet(Map.of()).keySet().forEach(System::clearProperty);
        SuiteSummary.ofThisJvm().sessionClosed().ifPresent(SandboxSessionListener::publish);
    }

    static void publish(SuiteReport report) {
        SUMMARY.info("{}", report.describe());
        report.whyOneAtATime().ifPresent(why -> SUMMARY.warn("{}", why));
        Optional.ofNullable(System.getProperty(SUMMARY_FILE)).map(Path::of).ifPresent(file -> write(report, file));
    }

    private static void write(SuiteReport report, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, report.lines());
        } catch (IOException failure) {
            SUMMARY.warn("Cannot write the summary to {}, the value of {}.", file, SUMMARY_FILE, failure);
        }
    }
}
