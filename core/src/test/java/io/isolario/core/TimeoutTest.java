package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.isolario.core.tracking.WorkTracker;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class TimeoutTest {

    private static final Duration SHORT = Duration.ofMillis(60);
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void ownershipTimeoutEndsASandbox() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        ManagedSandbox sandbox =
                registry.open(aSandbox().ownershipTimeout(SHORT).build());
        sandbox.onClose(ended::countDown);

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();

        CloseReport report = sandbox.finish();
        assertThat(report.reason()).isEqualTo(EndReason.OWNERSHIP_TIMEOUT);
        assertThat(report.lifetime()).isGreaterThanOrEqualTo(SHORT);
        assertThat(report.problems())
                .extracting(Problem::kind, problem -> Messages.timeless(problem.message()))
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        ProblemKind.TIMEOUT,
                        "The sandbox was ended by the ownership timeout of #: its owner had it for that long. "
                                + "Set SandboxOptions.ownershipTimeout to more, or to zero for none."));
    }

    @Test
    void idleTimeoutEndsAnUnusedSandbox() {
        ManagedSandbox sandbox = registry.open(aSandbox().idleTimeout(SHORT).build());

        awaitEnd(sandbox);

        assertThat(sandbox.finish().reason()).isEqualTo(EndReason.IDLE_TIMEOUT);
        assertThat(sandbox.finish().problems())
                .extracting(problem -> Messages.timeless(problem.message()))
                .containsExactly("The sandbox was ended by the idle timeout of #: nobody used it for that long. "
                        + "Set SandboxOptions.idleTimeout to more, or to zero for none.");
    }

    @Test
    void idleTimeoutRestartsWithEachUse() {
        Duration idle = Duration.ofMillis(600);
        ManagedSandbox sandbox = registry.open(aSandbox().idleTimeout(idle).build());
        long start = System.nanoTime();

        await().atMost(BOUND).pollInterval(Duration.ofMillis(5)).until(() -> {
            sandbox.touch();
            return WorkTracker.since(start).compareTo(idle.multipliedBy(2)) > 0;
        });

        assertThat(sandbox.state()).isEqualTo(SandboxState.OPEN);
        awaitEnd(sandbox);
        assertThat(sandbox.finish().lifetime()).isGreaterThanOrEqualTo(idle.multipliedBy(3));
    }

    @Test
    void idleTimeoutStartsWhenTheLastWorkEnds() {
        Duration idle = Duration.ofMillis(200);
        ManagedSandbox sandbox = registry.open(aSandbox().idleTimeout(idle).build());
        Work work = sandbox.begin(WorkKind.REQUEST, "GET /slow");
        long start = System.nanoTime();

        // Ends between two looks of the supervisor, which come every 200 ms while there is work.
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(5))
                .until(() ->
                        WorkTracker.since(start).compareTo(idle.multipliedBy(5).dividedBy(2)) > 0);
        assertThat(sandbox.state()).isEqualTo(SandboxState.OPEN);
        Duration worked = WorkTracker.since(start);
        work.end();

        awaitEnd(sandbox);
        assertThat(sandbox.finish().lifetime()).isGreaterThanOrEqualTo(worked.plus(idle));
    }

    @Test
    void timeoutIgnoresAnEndedSandbox() {
        ManagedSandbox sandbox = registry.open(aSandbox()
                .ownershipTimeout(Duration.ofMinutes(1))
                .idleTimeout(SHORT)
                .build());

        sandbox.close();

        assertThat(isWatched(sandbox)).isFalse();
        assertThat(sandbox.finish().reason()).isEqualTo(EndReason.CLOSED);
    }

    @Test
    void timeoutIsPunctualForSandboxesOpenedLater() {
        List<ManagedSandbox> sandboxes = new ArrayList<>();
        for (Duration timeout : List.of(Duration.ofMinutes(1), Duration.ofSeconds(2), SHORT, Duration.ofMinutes(2))) {
            ManagedSandbox sandbox =
                    registry.open(aSandbox().ownershipTimeout(timeout).build());
            assertThat(isWatched(sandbox)).isTrue();
            sandboxes.add(sandbox);
        }

        awaitEnd(sandboxes.get(2));
        awaitEnd(sandboxes.get(1));

        assertThat(sandboxes)
                .extracting(ManagedSandbox::state)
                .containsExactly(SandboxState.OPEN, SandboxState.ENDED, SandboxState.ENDED, SandboxState.OPEN);
        assertThat(sandboxes.get(1).finish().lifetime()).isBetween(Duration.ofSeconds(2), BOUND);
    }

    @Test
    void timeoutEndsEachOfManySandboxesOpenedAtOnce() throws Exception {
        List<FutureTask<ManagedSandbox>> owners = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Duration timeout = Duration.ofMillis(1 + i % 7);
            owners.add(new FutureTask<>(
                    () -> registry.open(aSandbox().ownershipTimeout(timeout).build())));
        }

        owners.forEach(owner -> new Thread(owner).start());

        List<ManagedSandbox> sandboxes = new ArrayList<>();
        for (FutureTask<ManagedSandbox> owner : owners) {
            sandboxes.add(owner.get(10, TimeUnit.SECONDS));
        }
        await().atMost(BOUND)
                .until(() -> sandboxes.stream().allMatch(sandbox -> sandbox.state() == SandboxState.ENDED));
    }

    @Test
    void zeroMeansNoTimeout() {
        ManagedSandbox sandbox = registry.open(aSandbox().build());

        assertThat(isWatched(sandbox)).isFalse();
    }

    @Test
    void timeoutMayBeForEver() {
        Duration forEver = ChronoUnit.FOREVER.getDuration();
        ManagedSandbox sandbox = registry.open(
                aSandbox().ownershipTimeout(forEver).idleTimeout(forEver).build());

        assertThat(sandbox.state()).isEqualTo(SandboxState.OPEN);
    }

    private boolean isWatched(ManagedSandbox sandbox) {
        return ((DefaultSandboxRegistry) registry).supervisor().watches((DefaultSandbox) sandbox);
    }

    private static void awaitEnd(ManagedSandbox sandbox) {
        await().atMost(BOUND).until(() -> sandbox.state() == SandboxState.ENDED);
    }

    private static SandboxOptions.Builder aSandbox() {
        return SandboxOptions.builder("ana").ownershipTimeout(Duration.ZERO);
    }
}
