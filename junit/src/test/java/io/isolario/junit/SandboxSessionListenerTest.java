package io.isolario.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

class SandboxSessionListenerTest {

    private static final String PREFIX = "junit.jupiter.execution.parallel.";

    private final Properties before = new Properties();
    private final ClassLoader contextLoader = Thread.currentThread().getContextClassLoader();

    /** The session that runs this test has set them already. */
    @BeforeEach
    void clearSettings() {
        parallelKeys().forEach(key -> {
            before.setProperty(key, System.getProperty(key));
            System.clearProperty(key);
        });
    }

    @AfterEach
    void restoreSettings() {
        parallelKeys().forEach(System::clearProperty);
        before.forEach((key, value) -> System.setProperty((String) key, (String) value));
        Thread.currentThread().setContextClassLoader(contextLoader);
    }

    private static List<String> parallelKeys() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith(PREFIX))
                .sorted()
                .toList();
    }

    private void useFile(Path directory, String content) throws Exception {
        Files.writeString(directory.resolve("junit-platform.properties"), content);
        Thread.currentThread()
                .setContextClassLoader(
                        new URLClassLoader(new URL[] {directory.toUri().toURL()}, contextLoader));
    }

    @Test
    void switchesConcurrencyOnForItsSessionOnly() {
        try (LauncherSession session = LauncherFactory.openSession()) {
            assertThat(session.getLauncher()).isNotNull();
            assertThat(parallelKeys())
                    .containsExactly(
                            PREFIX + "config.executor-service",
                            PREFIX + "config.fixed.max-pool-size",
                            PREFIX + "config.fixed.parallelism",
                            PREFIX + "config.strategy",
                            PREFIX + "enabled");
        }
        assertThat(parallelKeys()).isEmpty();
    }

    @Test
    void leavesWhatTheUserHasSet() {
        System.setProperty(PREFIX + "config.strategy", "dynamic");

        try (LauncherSession session = LauncherFactory.openSession()) {
            assertThat(session.getLauncher()).isNotNull();
            assertThat(parallelKeys())
                    .containsExactly(
                            PREFIX + "config.executor-service", PREFIX + "config.strategy", PREFIX + "enabled");
        }
        assertThat(parallelKeys()).containsExactly(PREFIX + "config.strategy");
    }

    @Test
    void keepsOutWhenTheUserHasSwitchedConcurrencyOff(@TempDir Path directory) throws Exception {
        useFile(directory, PREFIX + "enabled = false\n");

        try (LauncherSession session = LauncherFactory.openSession()) {
            assertThat(session.getLauncher()).isNotNull();
            assertThat(parallelKeys()).isEmpty();
        }
    }

    @Sandboxed
    static class Meets {

        private static final CountDownLatch BOTH = new CountDownLatch(2);

        @RegisterExtension
        static final SandboxExtension SANDBOX = SandboxExtension.with();

        @Test
        void first() throws Exception {
            meet();
        }

        @Test
        void second() throws Exception {
            meet();
        }

        private static void meet() throws InterruptedException {
            BOTH.countDown();
            assertThat(BOTH.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void runsSandboxedTestsOfARealLauncherConcurrentlyWithoutAnyConfiguration() {
        SummaryGeneratingListener summary = Fixtures.onAThreadOfItsOwn(() -> {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            try (LauncherSession session = LauncherFactory.openSession()) {
                session.getLauncher()
                        .execute(
                                LauncherDiscoveryRequestBuilder.request()
                                        .selectors(selectClass(Meets.class))
                                        .build(),
                                listener);
            }
            return listener;
        });

        assertThat(summary.getSummary().getFailures()).isEmpty();
        assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(2);
    }
}
