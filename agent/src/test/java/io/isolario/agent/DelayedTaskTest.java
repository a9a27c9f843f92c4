package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.work.PendingWork;
import io.isolario.core.work.WorkKind;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DelayedTaskTest extends InSandboxes {

    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    private final Timer timer = new Timer("timer", true);

    @AfterEach
    void stop() throws InterruptedException {
        scheduler.shutdownNow();
        timer.cancel();
        assertThat(scheduler.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTaskThatIsDueSoonCounts() throws Exception {
        in(ana, () -> scheduler.schedule(this::look, 100, TimeUnit.MILLISECONDS));

        assertThat(ana.pendingWork()).extracting(PendingWork::kind).containsExactly(WorkKind.DELAYED_TASK);
        ana.awaitQuiescence(SOON);
        assertThat(nextSeen()).containsSame(ana);
    }

    @Test
    void aTaskThatIsDueLaterIsOnlyListed() throws Exception {
        ScheduledFuture<?> future = in(ana, () -> scheduler.schedule(this::look, 1, TimeUnit.HOURS));

        ana.awaitQuiescence(SOON);
        assertThat(ana.delayedWork()).extracting(PendingWork::kind).containsExactly(WorkKind.DELAYED_TASK);

        assertThat(future.cancel(false)).isTrue();
        assertThat(ana.delayedWork()).isEmpty();
    }

    @Test
    void aCancelledDelayedTaskDoesNotCount() throws Exception {
        ScheduledFuture<?> future = in(ana, () -> scheduler.schedule(this::look, 900, TimeUnit.MILLISECONDS));

        assertThat(future.cancel(false)).isTrue();

        assertThat(ana.pendingWork()).isEmpty();
        assertThat(ana.delayedWork()).isEmpty();
    }

    @Test
    void aPeriodicTaskRunsInItsSandboxAndIsListedBetweenRuns() throws Exception {
        ScheduledFuture<?> future =
                in(ana, () -> scheduler.scheduleAtFixedRate(this::look, 0, 5, TimeUnit.MILLISECONDS));

        for (int i = 0; i < 5; i++) {
            assertThat(nextSeen()).containsSame(ana);
        }

        assertThat(future.cancel(false)).isTrue();
        scheduler.shutdownNow();
        assertThat(scheduler.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        ana.awaitQuiescence(SOON);
        assertThat(ana.delayedWork()).isEmpty();
    }

    @Test
    void delayedTasksRunEarlyInTheOrderInWhichTheyAreDue() throws Exception {
        List<String> ran = new CopyOnWriteArrayList<>();
        ScheduledFuture<?> future = in(ana, () -> {
            timer.schedule(timerTask(() -> ran.add("timer")), 7_200_000);
            timer.schedule(timerTask(() -> ran.add("repeated timer")), 10_800_000, 60_000);
            ScheduledFuture<?> once = scheduler.schedule(() -> ran.add("once"), 1, TimeUnit.HOURS);
            assertThat((Object) scheduler.scheduleAtFixedRate(() -> ran.add("periodic"), 4, 1, TimeUnit.HOURS))
                    .isNotNull();
            return once;
        });

        assertThat(ana.delayed().runAll()).isEqualTo(4);

        assertThat(ran).containsExactly("once", "timer", "repeated timer", "periodic");
        assertThat(future.isDone()).isTrue();
        assertThat(ana.delayedWork()).hasSize(2);
        ana.awaitQuiescence(SOON);
        assertThat(ana.delayed().runAll()).isEqualTo(2);
        assertThat(scheduler.getQueue()).hasSize(1);
    }

    @Test
    void onlyTheDelayedTasksOfTheSandboxRunEarly() throws Exception {
        runIn(ana, () -> assertThat((Object) scheduler.schedule(this::look, 1, TimeUnit.HOURS))
                .isNotNull());
        runIn(bob, () -> assertThat((Object) scheduler.schedule(this::look, 1, TimeUnit.HOURS))
                .isNotNull());

        assertThat(in(bob, () -> ana.delayed().runAll())).isEqualTo(1);

        assertThat(nextSeen()).containsSame(ana);
        assertThat(bob.delayedWork()).hasSize(1);
    }

    @Test
    void anExceptionInAnEarlyRunGoesToTheCallerAfterTheOtherTasksRan() {
        runIn(ana, () -> {
            timer.schedule(
                    timerTask(() -> {
                        throw new IllegalStateException("no money");
                    }),
                    3_600_000);
            timer.schedule(timerTask(this::look), 7_200_000);
        });

        assertThatThrownBy(ana.delayed()::runAll).hasMessage("no money");

        assertThat(nothingSeen()).isFalse();
        assertThat(ana.pendingWork()).isEmpty();
    }

    @Test
    void aPeriodicTaskRunsOutsideEverySandboxAfterTheEndOfItsOwn() throws Exception {
        ScheduledFuture<?> future =
                in(ana, () -> scheduler.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.MILLISECONDS));
        assertThat(nextSeen()).containsSame(ana);

        assertThat(ana.finish().problems()).isEmpty();

        Optional<ManagedSandbox> seen = nextSeen();
        while (seen.isPresent()) {
            seen = nextSeen();
        }
        assertThat(nextSeen()).isEmpty();
        assertThat(future.cancel(false)).isTrue();
        assertThat(Installation.unitsOnTheirWay()).isZero();
    }

    @Test
    void aTaskOfATimerRunsInItsSandboxAndCounts() throws Exception {
        runIn(ana, () -> timer.schedule(timerTask(), 20));

        assertThat(ana.pendingWork()).extracting(PendingWork::kind).containsExactly(WorkKind.DELAYED_TASK);
        ana.awaitQuiescence(SOON);
        assertThat(nextSeen()).containsSame(ana);
    }

    @Test
    void aTaskOfATimerThatIsDueLaterOrRepeatsIsOnlyListed() throws Exception {
        TimerTask later = timerTask();
        TimerTask repeated = timerTask();
        runIn(ana, () -> {
            timer.schedule(later, 3_600_000);
            timer.schedule(repeated, 1, 5);
        });

        assertThat(nextSeen()).containsSame(ana);
        assertThat(nextSeen()).containsSame(ana);
        assertThat(ana.delayedWork()).hasSize(2);

        assertThat(repeated.cancel()).isTrue();
        ana.awaitQuiescence(SOON);
        assertThat(ana.delayedWork()).hasSize(1);
        timer.cancel();
        assertThat(ana.delayedWork()).isEmpty();
    }

    @Test
    void aTaskThatItsTimerRunsFirstDoesNotRunEarly() throws Exception {
        CompletableFuture<Optional<ManagedSandbox>> hasRun = new CompletableFuture<>();
        TimerTask untilItRuns = new TimerTask() {
            @Override
            public void run() {
                hasRun.complete(ManagedSandbox.current());
            }

            @Override
            public boolean cancel() {
                assertThat(hasRun.join()).containsSame(ana);
                return super.cancel();
            }
        };
        runIn(ana, () -> timer.schedule(untilItRuns, 1_100));

        assertThat(ana.delayedWork()).hasSize(1);
        assertThat(ana.delayed().runAll()).isZero();

        ana.awaitQuiescence(SOON);
        assertThat(ana.delayedWork()).isEmpty();
    }

    @Test
    void theThreadOfATimerLeavesTheSandboxAfterATask() throws Exception {
        runIn(ana, () -> timer.schedule(timerTask(), 1));
        assertThat(nextSeen()).containsSame(ana);

        timer.schedule(timerTask(), 1);

        assertThat(nextSeen()).isEmpty();
        ana.awaitQuiescence(SOON);
    }

    @Test
    void aDelayedStageOfACompletableFutureCounts() throws Exception {
        CompletableFuture<Void> delayed = in(
                ana,
                () -> CompletableFuture.runAsync(
                        this::look, CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS)));

        assertThat(ana.pendingWork()).isNotEmpty();
        ana.awaitQuiescence(SOON);
        assertThat(nextSeen()).containsSame(ana);
        assertThat(delayed).isCompleted();
    }

    @Test
    void aTimeoutDoesNotCountOnceItsFutureIsComplete() throws Exception {
        CompletableFuture<String> guarded =
                in(ana, () -> new CompletableFuture<String>().orTimeout(900, TimeUnit.MILLISECONDS));
        assertThat(ana.pendingWork()).hasSize(1);

        guarded.complete("in time");

        assertThat(ana.pendingWork()).isEmpty();
    }

    private TimerTask timerTask() {
        return timerTask(this::look);
    }

    private static TimerTask timerTask(Runnable action) {
        return new TimerTask() {
            @Override
            public void run() {
                action.run();
            }
        };
    }
}
