package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class ThreadTest extends InSandboxes {

    private final Gate gate = new Gate();

    @Test
    void isInTheSandboxOfWhoeverStartedItAndWorkUntilItEnds() throws Exception {
        Thread thread = new Thread(() -> {
            gate.run();
            look();
        });

        runIn(ana, thread::start);
        gate.awaitReached();

        assertThat(ana.pendingWork()).singleElement().satisfies(unit -> assertThat(unit.runningOn())
                .contains(thread.getName()));
        gate.open();
        ana.awaitQuiescence(SOON);
        assertThat(nextSeen()).containsSame(ana);
        thread.join();
    }

    @Test
    void isFollowedWhateverItsClassOverrides() throws Exception {
        Thread thread = new Thread() {
            @Override
            public void run() {
                look();
            }
        };

        runIn(ana, thread::start);

        assertThat(nextSeen()).containsSame(ana);
        ana.awaitQuiescence(SOON);
        thread.join();
    }

    @Test
    void isWorkEvenIfItNeverAsksForItsSandboxOrFails() throws Exception {
        Thread thread = new Thread(() -> {
            gate.run();
            throw new IllegalStateException("on purpose");
        });
        thread.setUncaughtExceptionHandler((failed, failure) -> {});

        runIn(ana, thread::start);
        assertThat(ana.pendingWork()).hasSize(1);

        gate.open();
        ana.awaitQuiescence(SOON);
        thread.join();
    }

    @Test
    void thatCannotBeStartedTwiceIsCountedOnce() throws Exception {
        Thread thread = new Thread(gate);
        runIn(ana, thread::start);

        assertThatThrownBy(() -> runIn(bob, thread::start)).isInstanceOf(IllegalThreadStateException.class);

        assertThat(bob.pendingWork()).isEmpty();
        assertThat(ana.pendingWork()).hasSize(1);
        gate.open();
        ana.awaitQuiescence(SOON);
        thread.join();
    }

    @Test
    void startedOutsideStaysOutside() throws Exception {
        Thread thread = new Thread(this::look);

        thread.start();

        assertThat(nextSeen()).isEmpty();
        thread.join();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void isFollowedIfItIsVirtual() throws Exception {
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
    @EnabledForJreRange(min = JRE.JAVA_21)
    void isNoWorkMoreThanOnceHoweverOftenItParks() throws Exception {
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

    /** By reflection, as this is compiled for 17. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
