package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadTest extends InSandboxes {

    private final Gate gate = new Gate();

    @Test
    void aVirtualThreadRunsInTheSandboxThatStartedIt() throws Exception {
        try (AutoCloseable closing = virtualThreads()::shutdown) {
            ExecutorService executor = virtualThreads();

            runIn(
                    ana,
                    () -> executor.execute(() -> {
                        gate.run();
                        look();
                    }));
            gate.awaitReached();

            assertThat(ana.pendingWork()).hasSize(1);
            gate.open();
            ana.awaitQuiescence(SOON);
            assertThat(nextSeen()).containsSame(ana);

            executor.execute(this::look);
            assertThat(nextSeen()).isEmpty();
            executor.shutdown();
            assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aVirtualThreadCountsOnceHoweverOftenItParks() throws Exception {
        ExecutorService executor = virtualThreads();

        runIn(ana, () -> {
            for (int i = 0; i < 200; i++) {
                executor.execute(() -> {
                    java.util.concurrent.locks.LockSupport.parkNanos(1_000);
                    look();
                });
            }
        });

        ana.awaitQuiescence(SOON);
        for (int i = 0; i < 200; i++) {
            assertThat(nextSeen()).containsSame(ana);
        }
        executor.shutdown();
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Called by reflection, as the tests are compiled for 17. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
