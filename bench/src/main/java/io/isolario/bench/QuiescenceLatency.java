package io.isolario.bench;

import io.isolario.core.Sandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/** How long after the last instruction of the last task the test goes on. */
final class QuiescenceLatency {

    private static final int WARM_UPS = 2_000;
    private static final int TIMES = 5_000;
    private static final int TIMES_POLLED = 20;
    /** Long enough for the test to have fallen asleep before the task ends. */
    private static final long TASK_NANOS = 200_000;

    private final SandboxRegistry registry;
    private final ExecutorService pool;
    private final AtomicLong endedNanos = new AtomicLong();

    QuiescenceLatency(SandboxRegistry registry, ExecutorService pool) {
        this.registry = registry;
        this.pool = pool;
    }

    /** Whoever takes a figure. */
    interface Printer {
        void line(String name, double value);
    }

    private interface Waiting {
        void await(Sandbox sandbox);
    }

    void measure(Printer printer) {
        micros(Sandbox::awaitQuiescence, WARM_UPS);
        double[] signalled = micros(Sandbox::awaitQuiescence, TIMES);
        printer.line("quiescence.p50.us", signalled[TIMES / 2]);
        printer.line("quiescence.p99.us", signalled[TIMES * 99 / 100]);
        double[] polled = micros(
                sandbox -> Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> endedNanos.get() != 0),
                TIMES_POLLED);
        printer.line("awaitility.p50.us", polled[TIMES_POLLED / 2]);
    }

    private double[] micros(Waiting waiting, int times) {
        double[] micros = new double[times];
        for (int i = 0; i < times; i++) {
            micros[i] = microsOnce(waiting);
        }
        Arrays.sort(micros);
        return micros;
    }

    private double microsOnce(Waiting waiting) {
        endedNanos.set(0);
        try (Sandbox sandbox = registry.open(SandboxOptions.builder("benchmark").build());
                Scope scope = sandbox.enter()) {
            pool.execute(() -> {
                LockSupport.parkNanos(TASK_NANOS);
                endedNanos.set(System.nanoTime());
            });
            waiting.await(sandbox);
            return (System.nanoTime() - endedNanos.get()) / 1e3;
        }
    }
}
