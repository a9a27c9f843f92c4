package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
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
    void endsASandboxThatItsOwnerKeepsForTooLong() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Sandbox sandbox = registry.open(aSandbox().ownershipTimeout(SHORT).build());
        sandbox.onClose(ended::countDown);

        assertThat(ended.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();

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
    void endsASandboxThatNobodyUses() {
        Sandbox sandbox = registry.open(aSandbox().idleTimeout(SHORT).build());

        awaitEnd(sandbox);

        assertThat(sandbox.finish().reason()).isEqualTo(EndReason.IDLE_TIMEOUT);
        assertThat(sandbox.finish().problems())
                .extracting(problem -> Messages.timeless(problem.message()))
                .containsExactly("The sandbox was ended by the idle timeout of #: nobody used it for that long. "
                        + "Set SandboxOptions.idleTimeout to more, or to zero for none.");
    }

    @Test
    void ofIdlenessSlidesWithEachUse() {
        Duration idle = Duration.ofMillis(600);
        Sandbox sandbox = registry.open(aSandbox().idleTimeout(idle).build());
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
    void ofIdlenessStartsWhenTheLastWorkEnds() {
        Duration idle = Duration.ofMillis(200);
        Sandbox sandbox = registry.open(aSandbox().idleTimeout(idle).build());
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
    void leavesAnEndedSandboxAlone() {
        Sandbox sandbox = registry.open(aSandbox()
                .ownershipTimeout(Duration.ofMinutes(1))
                .idleTimeout(SHORT)
                .build());

        sandbox.close();

        assertThat(((DefaultSandbox) sandbox).timeouts()).hasSize(2).allMatch(java.util.concurrent.Future::isCancelled);
        assertThat(sandbox.finish().reason()).isEqualTo(EndReason.CLOSED);
    }

    @Test
    void isNoneWhenZero() {
        Sandbox sandbox = registry.open(aSandbox().build());

        assertThat(((DefaultSandbox) sandbox).timeouts()).isEmpty();
    }

    @Test
    void mayBeForEver() {
        Duration forEver = ChronoUnit.FOREVER.getDuration();
        Sandbox sandbox = registry.open(
                aSandbox().ownershipTimeout(forEver).idleTimeout(forEver).build());

        assertThat(sandbox.state()).isEqualTo(SandboxState.OPEN);
    }

    private static void awaitEnd(Sandbox sandbox) {
        await().atMost(BOUND).until(() -> sandbox.state() == SandboxState.ENDED);
    }

    private static SandboxOptions.Builder aSandbox() {
        return SandboxOptions.builder("ana").ownershipTimeout(Duration.ZERO);
    }
}
