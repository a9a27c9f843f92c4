package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.PendingWork;
import io.isolario.core.WorkKind;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
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
    void isWorkIfItIsDueSoon() throws Exception {
        in(ana, () -> scheduler.schedule(this::look, 100, TimeUnit.MILLISECONDS));

        assertThat(ana.pendingWork()).extracting(PendingWork::kind).containsExactly(WorkKind.DELAYED_TASK);
        ana.awaitQuiescence(SOON);
        assertThat(nextSeen()).containsSame(ana);
    }

    @Test
    void isListedApartIfItIsDueLater() throws Exception {
        ScheduledFuture<?> future = in(ana, () -> scheduler.schedule(this::look, 1, TimeUnit.HOURS));

        ana.awaitQuiescence(SOON);
        assertThat(ana.delayedWork()).extracting(PendingWork::kind).containsExactly(WorkKind.DELAYED_TASK);

        assertThat(future.cancel(false)).isTrue();
        assertThat(ana.delayedWork()).isEmpty();
    }

    @Test
    void isNoWorkAnyMoreOnceItIsCancelled() throws Exception {
        ScheduledFuture<?> future = in(ana, () -> scheduler.schedule(this::look, 900, TimeUnit.MILLISECONDS));

        assertThat(future.cancel(false)).isTrue();

        assertThat(ana.pendingWork()).isEmpty();
        assertThat(ana.delayedWork()).isEmpty();
    }

    @Test
    void runsAgainAndAgainInItsSandboxAndIsListedBetween() throws Exception {
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
    void ofATimerRunsInItsSandboxAndIsWork() throws Exception {
        runIn(ana, () -> timer.schedule(timerTask(), 20));

        assertThat(ana.pendingWork()).extracting(PendingWork::kind).containsExactly(WorkKind.DELAYED_TASK);
        ana.awaitQuiescence(SOON);
        assertThat(nextSeen()).containsSame(ana);
    }

    @Test
    void ofATimerIsListedApartIfItIsDueLaterOrRepeats() throws Exception {
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
    void ofATimerDoesNotStickToItsThread() throws Exception {
        runIn(ana, () -> timer.schedule(timerTask(), 1));
        assertThat(nextSeen()).containsSame(ana);

        timer.schedule(timerTask(), 1);

        assertThat(nextSeen()).isEmpty();
        ana.awaitQuiescence(SOON);
    }

    @Test
    void ofACompletableFutureIsWork() throws Exception {
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
    void thatOnlyGuardsAgainstATimeoutIsNoWorkOnceTheFutureIsComplete() throws Exception {
        CompletableFuture<String> guarded =
                in(ana, () -> new CompletableFuture<String>().orTimeout(900, TimeUnit.MILLISECONDS));
        assertThat(ana.pendingWork()).hasSize(1);

        guarded.complete("in time");

        assertThat(ana.pendingWork()).isEmpty();
    }

    private TimerTask timerTask() {
        return new TimerTask() {
            @Override
            public void run() {
                look();
            }
        };
    }
}
