package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Work that begins while its sandbox ends is either waited for or refused, never undone under its feet. */
@ExtendWith(NothingLeaks.class)
class DrainTest {

    private static final int SANDBOXES = 500;

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final RecordingSession db = new RecordingSession("db", calls);
    private final SandboxRegistry registry =
            SandboxRegistry.builder("shop").resource(db.resource()).build();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void drainWaitsForWorkThatACleanupBegins() {
        ManagedSandbox sandbox = open();
        CountDownLatch goOn = new CountDownLatch(1);
        Work first = sandbox.begin(WorkKind.TASK, "mail");
        db.at("stop", () -> {
            sandbox.onClose(() -> {
                Work second = sandbox.begin(WorkKind.TASK, "receipt");
                new Thread(() -> {
                            await(goOn);
                            calls.add("second ends");
                            second.end();
                        })
                        .start();
                goOn.countDown();
            });
            first.end();
            return true;
        });

        CloseReport report = sandbox.finish();

        assertThat(calls).containsSubsequence("db stop", "second ends", "db verify", "db undo");
        assertThat(report.problems()).isEmpty();
    }

    @Test
    void workThatBeginsAfterTheDrainIsRefused() {
        ManagedSandbox sandbox = open();
        db.at("verify", () -> OtherThread.call("late", () -> sandbox.begin(WorkKind.MESSAGE, "close frame")));

        CloseReport report = sandbox.finish();

        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .matches("Resource \"db\" failed at verification: io\\.isolario\\.core\\.SandboxEndedException: "
                        + "Sandbox \"ana\" \\(\\w+\\) cannot begin work on thread \"late\": it was closed by its owner "
                        + ".+ ago\\. Work must end within its sandbox: .+"));
        assertThat(sandbox.pendingWork()).isEmpty();
    }

    @Test
    void drainLeavesNoGapBetweenItsLastCheckAndTheEnd() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger undone = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        db.at("undo", () -> underWay.get() == 0 ? 0 : undone.incrementAndGet());

        for (int i = 0; i < SANDBOXES; i++) {
            ManagedSandbox sandbox = open();
            CountDownLatch started = new CountDownLatch(1);
            FutureTask<Void> client = new FutureTask<>(() -> sendUntilRefused(sandbox, started, underWay, begun), null);
            new Thread(client).start();
            await(started);
            sandbox.close();
            client.get(10, TimeUnit.SECONDS);
        }

        assertThat(undone).hasValue(0);
        assertThat(begun).hasValueGreaterThanOrEqualTo(SANDBOXES);
    }

    private ManagedSandbox open() {
        return registry.open(SandboxOptions.builder("ana")
                .drainTimeout(Duration.ofSeconds(10))
                .build());
    }

    private static void sendUntilRefused(
            ManagedSandbox sandbox, CountDownLatch started, AtomicInteger underWay, AtomicInteger begun) {
        try {
            while (true) {
                Work message = sandbox.begin(WorkKind.MESSAGE, "frame");
                underWay.incrementAndGet();
                begun.incrementAndGet();
                // Closed before that, a sandbox would have nothing to wait for.
                started.countDown();
                // Long enough for the other thread to come to its next step, where that is one too early.
                for (int i = 0; i < 200; i++) {
                    Thread.onSpinWait();
                }
                underWay.decrementAndGet();
                message.end();
                Thread.yield();
            }
        } catch (SandboxEndedException refused) {
            assertThat(sandbox.state()).isNotEqualTo(SandboxState.OPEN);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
