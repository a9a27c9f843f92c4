package io.isolario.junit;

import io.isolario.core.Isolation;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How JUnit was set up to run a test, as far as that decides on concurrency. */
record Concurrency(String test, Optional<String> enabled, Optional<String> parallelism, ExecutionMode mode) {

    static Concurrency of(ExtensionContext test) {
        return new Concurrency(
                OwnerLabel.of(test),
                test.getConfigurationParameter(ConcurrencyDefaults.ENABLED),
                test.getConfigurationParameter(ConcurrencyDefaults.PARALLELISM),
                test.getExecutionMode());
    }

    /** Returns what the run says when its first test begins. */
    String describeStart(Isolation isolation) {
        boolean concurrent = enabled.map(Boolean::parseBoolean).orElse(false);
        String atOnce =
                concurrent ? parallelism.map(most -> "up to " + most).orElse("several") + " at once" : "one at a time";
        return "Sandboxed tests begin, " + atOnce + "; the first has " + isolation + " isolation";
    }

    String whyOneAtATime() {
        if (!enabled.map(Boolean::parseBoolean).orElse(false)) {
            return ConcurrencyDefaults.ENABLED
                    + enabled.map(value -> " is \"" + value + "\"").orElse(" is not set")
                    + ". Set it to true where the build sets it (junit-platform.properties, Surefire's"
                    + " configurationParameters, a system property), or nowhere: isolario-junit sets it then.";
        }
        if (mode == ExecutionMode.SAME_THREAD) {
            return "\"" + test
                    + "\" has the execution mode SAME_THREAD. Remove @Execution(SAME_THREAD) from the class, or"
                    + " annotate it with @Execution(CONCURRENT) or @Sandboxed.";
        }
        if (parallelism.equals(Optional.of("1"))) {
            return ConcurrencyDefaults.PARALLELISM + " is 1. Set it, or the system property "
                    + ConcurrencyDefaults.OWN_PARALLELISM + ", to how many tests may run at once.";
        }
        return "JUnit may run them concurrently, but no two overlapped. Look for @Isolated and @ResourceLock, and at "
                + "junit.jupiter.execution.parallel.config.*.";
    }
}
