package io.isolario.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ConcurrencyDefaultsTest {

    private final Properties system = new Properties();
    private final Properties file = new Properties();

    private ConcurrencyDefaults defaults(int processors) {
        return new ConcurrencyDefaults(new UserSettings(system, file), processors);
    }

    private static Map<String, String> fixed(String parallelism) {
        return Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.config.executor-service", "worker_thread_pool",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", parallelism,
                "junit.jupiter.execution.parallel.config.fixed.max-pool-size", parallelism);
    }

    @Test
    void runTwiceAsManyTestsAsThereAreProcessorsButEightAtLeast() {
        assertThat(defaults(2).missing()).isEqualTo(fixed("8"));
        assertThat(defaults(16).missing()).isEqualTo(fixed("32"));
    }

    @Test
    void takeTheNumberOfTestsFromOurOwnProperty() {
        system.setProperty("isolario.parallelism", "3");

        assertThat(defaults(16).missing()).isEqualTo(fixed("3"));
    }

    @Test
    void refuseANumberOfTestsThatIsNone() {
        file.setProperty("isolario.parallelism", "0");

        assertThatThrownBy(() -> defaults(2).missing())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "isolario.parallelism is \"0\" in junit-platform.properties. Give the number of tests to run at"
                                + " once, from 1 on, or leave it out.");
    }

    @Test
    void addOnlyWhatTheUserHasNotSet() {
        system.setProperty("junit.jupiter.execution.parallel.enabled", "true");
        file.setProperty("junit.jupiter.execution.parallel.config.fixed.parallelism", "5");

        assertThat(defaults(2).missing())
                .isEqualTo(Map.of(
                        "junit.jupiter.execution.parallel.config.executor-service", "worker_thread_pool",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.max-pool-size", "5"));
    }

    @Test
    void leaveAnotherStrategyAlone() {
        file.setProperty("junit.jupiter.execution.parallel.config.strategy", "dynamic");

        assertThat(defaults(2).missing())
                .isEqualTo(Map.of(
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.config.executor-service", "worker_thread_pool"));
    }

    @Test
    void sayWhereConcurrencyIsSwitchedOff() {
        assertThat(defaults(2).switchedOffBy()).isEmpty();

        file.setProperty("junit.jupiter.execution.parallel.enabled", "false");
        assertThat(defaults(2).switchedOffBy()).contains("junit-platform.properties");

        system.setProperty("junit.jupiter.execution.parallel.enabled", "true");
        assertThat(defaults(2).switchedOffBy()).isEmpty();

        system.setProperty("junit.jupiter.execution.parallel.enabled", "false");
        assertThat(defaults(2).switchedOffBy()).contains("the system properties");
    }
}
