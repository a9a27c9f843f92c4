package io.isolario.junit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What JUnit needs to be told in order to run sandboxed tests concurrently, as far as the user has not decided it.
 *
 * <p>The execution modes are left alone: by default JUnit runs a test on the thread of its class, so that other tests of the user
 * keep running one after another, and {@link Sandboxed} asks for concurrency itself.
 */
final class ConcurrencyDefaults {

    static final String OWN_PARALLELISM = "isolario.parallelism";

    private static final String PARALLEL = "junit.jupiter.execution.parallel.";
    static final String ENABLED = PARALLEL + "enabled";
    static final String STRATEGY = PARALLEL + "config.strategy";
    static final String PARALLELISM = PARALLEL + "config.fixed.parallelism";
    static final String MAX_POOL_SIZE = PARALLEL + "config.fixed.max-pool-size";
    static final String EXECUTOR_SERVICE = PARALLEL + "config.executor-service";

    private static final int LEAST = 8;

    private final UserSettings user;
    private final int processors;

    ConcurrencyDefaults(UserSettings user, int processors) {
        this.user = user;
        this.processors = processors;
    }

    /** Says where the user has switched concurrency off; empty if that is not so. */
    Optional<String> switchedOffBy() {
        return user.find(ENABLED)
                .filter(setting -> !Boolean.parseBoolean(setting.value()))
                .map(UserSettings.Setting::origin);
    }

    /**
     * Returns the settings to add.
     *
     * @throws IllegalArgumentException if the user's number of tests to run at once is none
     */
    Map<String, String> missing() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(ENABLED, "true");
        // Ignored before JUnit 6.1. The pool that joins by running other tests is the older way.
        settings.put(EXECUTOR_SERVICE, "worker_thread_pool");
        settings.put(STRATEGY, "fixed");
        if (user.find(STRATEGY).map(UserSettings.Setting::value).orElse("fixed").equalsIgnoreCase("fixed")) {
            String parallelism =
                    user.find(PARALLELISM).map(UserSettings.Setting::value).orElseGet(() -> "" + parallelism());
            settings.put(PARALLELISM, parallelism);
            // Without it a ForkJoinPool adds a thread, and so a test, for each one that waits in java.net.http.
            settings.put(MAX_POOL_SIZE, parallelism);
        }
        settings.keySet().removeIf(key -> user.find(key).isPresent());
        return settings;
    }

    private int parallelism() {
        return user.find(OWN_PARALLELISM).map(ConcurrencyDefaults::positive).orElse(Math.max(LEAST, 2 * processors));
    }

    private static int positive(UserSettings.Setting setting) {
        if (!setting.value().matches("0*[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException(OWN_PARALLELISM + " is \"" + setting.value() + "\" in "
                    + setting.origin() + ". Give the number of tests to run at once, from 1 on, or leave it out.");
        }
        return Integer.parseInt(setting.value());
    }
}
