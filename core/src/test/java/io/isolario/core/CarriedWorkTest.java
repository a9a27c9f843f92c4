package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.work.PendingWork;
import io.isolario.core.work.Waiting;
import io.isolario.core.work.WorkKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class CarriedWorkTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ManagedSandbox ana = registry.open(
            SandboxOptions.builder("ana").drainTimeout(Duration.ofMillis(20)).build());
    private final ManagedSandbox bob =
            registry.open(SandboxOptions.builder("bob").build());
    private final List<String> cutOff = new ArrayList<>();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void carriedUnitCountsWhileItWaitsAndRunsInItsSandbox() throws Exception {
        CarriedWork mail = new Parcel(ana, Waiting.COUNTS, "mail");
        assertThat(ana.pendingWork()).extracting(PendingWork::description).containsExactly("mail");

        OtherThread.run("worker", () -> {
            assertThat(mail.begin()).isTrue();
            assertThat(mail.bindsCaller()).isTrue();
            assertThat(CarriedWork.callerIsBoundByItself()).isFalse();
            assertThat(ManagedSandbox.current()).containsSame(ana);
            mail.end();
            assertThat(ManagedSandbox.current()).isEmpty();
        });

        assertThat(mail.isOver()).isTrue();
        assertThat(ana.pendingWork()).isEmpty();
    }

    @Test
    void carriedUnitRunsOnce() {
        CarriedWork mail = new Parcel(ana, Waiting.COUNTS, "mail");
        assertThat(mail.begin()).isTrue();

        assertThat(mail.begin()).isFalse();
        assertThat(mail.drop()).isFalse();
        mail.end();
        mail.end();

        assertThat(ana.pendingWork()).isEmpty();
    }

    @Test
    void droppedUnitIsOver() {
        CarriedWork mail = new Parcel(ana, Waiting.COUNTS, "mail");

        assertThat(mail.drop()).isTrue();

        assertThat(mail.drop()).isFalse();
        assertThat(mail.begin()).isFalse();
        assertThat(ana.pendingWork()).isEmpty();
        assertThat(ManagedSandbox.current()).isEmpty();
    }

    @Test
    void delayedUnitIsListedOrUnseenUntilItRuns() {
        CarriedWork reminder = new Parcel(ana, Waiting.IS_LISTED, "reminder");
        CarriedWork callback = new Parcel(ana, Waiting.IS_UNSEEN, "callback");
        ana.awaitQuiescence();
        assertThat(ana.delayedWork()).extracting(PendingWork::description).containsExactly("reminder");

        reminder.begin();
        callback.begin();

        assertThat(ana.delayedWork()).isEmpty();
        assertThat(ana.pendingWork()).as("the caller runs both").isEmpty();
        callback.end();
        reminder.end();
        ana.awaitQuiescence();
    }

    @Test
    void carriedUnitLeavesAScopeOfTheThreadAsItWas() {
        CarriedWork nobodys = new Parcel(null, Waiting.COUNTS, "start-up");

        try (Scope scope = bob.enter()) {
            assertThat(CarriedWork.callerIsBoundByItself()).isTrue();
            assertThat(CarriedWork.callersSandbox()).isSameAs(bob);
            nobodys.begin();
            assertThat(ManagedSandbox.current()).isEmpty();
            nobodys.end();
            assertThat(ManagedSandbox.current()).containsSame(bob);
        }
    }

    @Test
    void unitThatCountsStaysWithItsSandboxAfterTheEnd() {
        CarriedWork mail = new Parcel(ana, Waiting.COUNTS, "mail");

        CloseReport report = ana.finish();

        assertThat(report.problems()).extracting(Problem::kind).containsExactly(ProblemKind.LATE_WORK);
        assertThat(cutOff).isEmpty();
        assertThat(mail.begin()).isTrue();
        assertThat(ManagedSandbox.current()).containsSame(ana);
        mail.end();
        assertThat(ManagedSandbox.current()).isEmpty();
    }

    @Test
    void unitThatDoesNotCountIsCutOffAtTheEnd() {
        CarriedWork reminder = new Parcel(ana, Waiting.IS_LISTED, "reminder");
        CarriedWork callback = new Parcel(ana, Waiting.IS_UNSEEN, "callback");

        CloseReport report = ana.finish();

        assertThat(report.problems()).isEmpty();
        assertThat(cutOff).containsExactly("reminder", "callback");
        assertThat(reminder.begin()).isFalse();
        assertThat(callback.isOver()).isTrue();
    }

    @Test
    void unitSubmittedAfterTheEndBelongsToTheEndedSandbox() {
        ana.close();

        CarriedWork mail = new Parcel(ana, Waiting.COUNTS, "mail");
        CarriedWork reminder = new Parcel(ana, Waiting.IS_LISTED, "reminder");

        assertThat(ana.pendingWork()).as("it is late work").hasSize(1);
        assertThat(mail.begin()).isTrue();
        assertThat(CarriedWork.callersSandbox()).isSameAs(ana);
        mail.end();
        assertThat(ana.pendingWork()).isEmpty();
        assertThat(reminder.isOver()).isTrue();
        assertThat(cutOff).isEmpty();
    }

    @Test
    void endedSandboxLivesUntilItsLastLateUnitHasEnded() {
        int others = ContextSlot.lives() - 2;
        CarriedWork late = new Parcel(ana, Waiting.COUNTS, "late");
        ana.finish();
        bob.close();
        assertThat(ContextSlot.lives()).isEqualTo(others + 1);

        late.begin();
        CarriedWork later = new Parcel(CarriedWork.callersSandbox(), Waiting.COUNTS, "later");
        late.end();
        assertThat(ContextSlot.lives()).isEqualTo(others + 1);

        later.begin();
        later.end();
        assertThat(ContextSlot.lives()).isEqualTo(others);
    }

    @Test
    void failedQuiescenceListsDelayedUnitsApart() {
        CarriedWork mail = new Parcel(ana, Waiting.COUNTS, "mail");
        CarriedWork reminder = new Parcel(ana, Waiting.IS_LISTED, "reminder");

        assertThatThrownBy(ana::awaitQuiescence)
                .isInstanceOf(QuiescenceTimeoutException.class)
                .extracting(failure -> Messages.of(failure).replaceAll("\n    (at|…) [^\n]*", ""))
                .isEqualTo("Sandbox " + ana + " is not quiescent after #: 1 unit of work is outstanding.\n"
                        + "- task \"mail\", # old, begun by thread \"main\"\n"
                        + "  no thread runs it yet\n"
                        + "Not waited for, as due later or again and again; delayed().runAll() runs them now:\n"
                        + "- task \"reminder\", # old, begun by thread \"main\"\n"
                        + "  no thread runs it yet\n"
                        + "Wait longer with awaitQuiescence(timeout), or end the work in the test.");
        mail.drop();
        reminder.drop();
    }

    @Test
    void pausedUnitDoesNotCount() throws Exception {
        CarriedWork loop = new Parcel(ana, Waiting.COUNTS, "loop");

        OtherThread.run("worker", () -> {
            loop.begin();
            loop.pause();
        });
        ana.awaitQuiescence();
        assertThat(ana.pendingWork()).isEmpty();

        loop.resume();
        assertThat(ana.pendingWork()).extracting(PendingWork::description).containsExactly("loop");
        assertThat(loop.pause()).isTrue();
        assertThat(loop.pause()).isFalse();
        ana.awaitQuiescence();
    }

    @Test
    void threadHasNoSandboxIfThatEndsWhileItsUnitIsPaused() {
        CarriedWork loop = new Parcel(ana, Waiting.COUNTS, "loop");
        loop.begin();
        loop.pause();

        assertThat(ana.finish().problems()).isEmpty();

        assertThat(cutOff).containsExactly("loop");
        assertThat(ManagedSandbox.current()).isEmpty();
        loop.resume();
        assertThat(loop.isOver()).isTrue();
        assertThat(loop.sandbox()).isNull();
        assertThat(CarriedWork.callerIsBound()).isFalse();
    }

    @Test
    void taskWhoseToStringFailsIsDescribedByItsClass() {
        CarriedWork odd = new Parcel(ana, Waiting.COUNTS, new Mute());

        assertThat(ana.pendingWork()).extracting(PendingWork::description).containsExactly(Mute.class.getName());
        odd.drop();
    }

    private static final class Mute {
        @Override
        public String toString() {
            throw new IllegalStateException("mute");
        }
    }

    private final class Parcel extends CarriedWork {

        private final Object what;

        Parcel(@Nullable ManagedSandbox sandbox, Waiting waiting, Object what) {
            super(sandbox, waiting, WorkKind.TASK, what);
            this.what = what;
        }

        @Override
        protected void cutOff() {
            cutOff.add(what.toString());
        }
    }
}
