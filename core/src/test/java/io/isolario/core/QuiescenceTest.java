package io.isolario.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.isolario.core.work.PendingWork;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class QuiescenceTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ManagedSandbox sandbox = registry.open(
            SandboxOptions.builder("ana").drainTimeout(Duration.ofMillis(20)).build());

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void sandboxWithoutWorkIsQuiescentAtOnce() {
        sandbox.awaitQuiescence(Duration.ZERO);

        assertThat(sandbox.pendingWork()).isEmpty();
    }

    @Test
    void quiescenceComesWithTheEndOfTheLastUnit() throws Exception {
        Work first = sandbox.begin(WorkKind.REQUEST, "POST /accounts");
        Work second = sandbox.begin(WorkKind.TASK, "mail");
        List<String> order = new CopyOnWriteArrayList<>();
        FutureTask<Boolean> waiting = new FutureTask<>(() -> {
            sandbox.awaitQuiescence(Duration.ofSeconds(10));
            return order.add("quiescent");
        });
        Thread waiter = new Thread(waiting, "waiter");
        waiter.start();
        awaitWaiting(waiter);

        first.end();
        awaitWaiting(waiter);
        assertThat(waiting.isDone()).isFalse();
        order.add("last unit ends");
        second.end();

        assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(order).containsExactly("last unit ends", "quiescent");
    }

    @Test
    void quiescenceWaitsForWorkThatBeginsMeanwhile() throws Exception {
        Work request = sandbox.begin(WorkKind.REQUEST, "POST /accounts");
        FutureTask<Boolean> waiting = new FutureTask<>(() -> sandbox.awaitQuiescence(Duration.ofSeconds(10)), true);
        Thread waiter = new Thread(waiting, "waiter");
        waiter.start();
        awaitWaiting(waiter);

        Work mail = sandbox.begin(WorkKind.TASK, "mail");
        request.end();
        awaitWaiting(waiter);
        assertThat(waiting.isDone()).isFalse();

        mail.end();
        assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void workOfTheCallerItselfDoesNotCount() throws Exception {
        Work own = sandbox.begin(WorkKind.REQUEST, "GET /isolario");
        own.runningHere();

        sandbox.awaitQuiescence(Duration.ZERO);

        assertThat(sandbox.pendingWork()).isEmpty();
        assertThat(OtherThread.call("other", sandbox::pendingWork))
                .extracting(PendingWork::description, PendingWork::runningOn)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "GET /isolario",
                        java.util.Optional.of(Thread.currentThread().getName())));
        own.end();
    }

    @Test
    void failedQuiescenceListsOutstandingWork() throws Exception {
        String begun = ", # old, begun by thread \"submitter\"";
        Work request = OtherThread.call("submitter", () -> sandbox.begin(WorkKind.REQUEST, "POST /accounts"));

        assertThatThrownBy(sandbox::awaitQuiescence)
                .isInstanceOf(QuiescenceTimeoutException.class)
                .extracting(QuiescenceTest::withoutFrames)
                .isEqualTo("Sandbox " + sandbox + " is not quiescent after #: 1 unit of work is outstanding.\n"
                        + "- request \"POST /accounts\"" + begun + "\n"
                        + "  no thread runs it yet\n"
                        + "Wait longer with awaitQuiescence(timeout), or end the work in the test.");

        Work delayed = OtherThread.call("submitter", () -> sandbox.begin(WorkKind.DELAYED_TASK, "reminder"));
        assertThatThrownBy(() -> sandbox.awaitQuiescence(Duration.ZERO))
                .extracting(QuiescenceTest::withoutFrames)
                .isEqualTo("Sandbox " + sandbox + " is not quiescent after #: 2 units of work are outstanding.\n"
                        + "- request \"POST /accounts\"" + begun + "\n"
                        + "  no thread runs it yet\n"
                        + "- delayed_task \"reminder\"" + begun + "\n"
                        + "  no thread runs it yet\n"
                        + "Wait longer with awaitQuiescence(timeout), or end the work in the test.");
        request.end();
        delayed.end();
    }

    @Test
    void interruptEndsTheWaitForQuiescence() throws Exception {
        Work work = sandbox.begin(WorkKind.TASK, "mail");

        boolean stillInterrupted = OtherThread.call("waiter", () -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> sandbox.awaitQuiescence(Duration.ofSeconds(10)))
                    .isInstanceOf(QuiescenceTimeoutException.class)
                    .hasMessage("Interrupted while waiting for the work of sandbox " + sandbox + " to end.");
            return Thread.interrupted();
        });

        assertThat(stillInterrupted).isTrue();
        work.end();
    }

    @Test
    void quiescenceCanBeAwaitedForEver() throws Exception {
        Work work = sandbox.begin(WorkKind.TASK, "mail");
        FutureTask<Boolean> waiting =
                new FutureTask<>(() -> sandbox.awaitQuiescence(ChronoUnit.FOREVER.getDuration()), true);
        Thread waiter = new Thread(waiting, "waiter");
        waiter.start();
        awaitWaiting(waiter);

        work.end();

        assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void manyConcurrentUnitsReachQuiescence() throws Exception {
        List<FutureTask<Boolean>> workers = new java.util.ArrayList<>();
        for (int i = 0; i < 4; i++) {
            FutureTask<Boolean> worker = new FutureTask<>(this::beginAndEndMany, true);
            workers.add(worker);
            new Thread(worker, "worker " + i).start();
        }

        for (FutureTask<Boolean> worker : workers) {
            assertThat(worker.get(20, TimeUnit.SECONDS)).isTrue();
        }

        sandbox.awaitQuiescence(Duration.ZERO);
        assertThat(sandbox.pendingWork()).isEmpty();
    }

    private void beginAndEndMany() {
        List<Work> open = new java.util.ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            open.add(sandbox.begin(WorkKind.TASK, "unit"));
            if (open.size() == 300) {
                open.forEach(Work::end);
                open.clear();
            }
        }
        open.forEach(Work::end);
    }

    @Test
    void onlyTheFirstUnitsKeepWhereTheyWereSubmitted() {
        for (int i = 0; i < 1_001; i++) {
            sandbox.begin(WorkKind.TASK, "early").end();
        }
        Work late = sandbox.begin(WorkKind.TASK, "late");

        assertThat(sandbox.pendingWork()).singleElement().satisfies(unit -> {
            assertThat(unit.submittedAt()).isEmpty();
            assertThat(unit.describe().replaceAll(", [^,]* old", ", # old"))
                    .isEqualTo("task \"late\", # old, begun by thread \"" + unit.submittedBy() + "\"\n"
                            + "    where is not known: only the first units of a sandbox keep the stack of their submission; "
                            + "the system property isolario.submission-stacks=all keeps it for all\n"
                            + "  no thread runs it yet");
        });
        late.end();
    }

    @Test
    void awaitedConditionIsCheckedWhenAUnitEnds() throws Exception {
        Work work = sandbox.begin(WorkKind.TASK, "mail");
        java.util.concurrent.atomic.AtomicInteger asked = new java.util.concurrent.atomic.AtomicInteger();
        java.util.concurrent.atomic.AtomicBoolean sent = new java.util.concurrent.atomic.AtomicBoolean();
        FutureTask<Boolean> waiting = new FutureTask<>(
                () -> sandbox.await(
                        () -> {
                            asked.incrementAndGet();
                            return sent.get();
                        },
                        Duration.ofSeconds(10)),
                true);
        Thread waiter = new Thread(waiting, "waiter");
        waiter.start();
        awaitWaiting(waiter);

        sandbox.begin(WorkKind.TASK, "another").end();
        await().atMost(Duration.ofSeconds(10)).until(() -> asked.get() == 2);
        sent.set(true);
        work.end();

        assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(asked).hasValue(3);
    }

    @Test
    void awaitedConditionIsCheckedOnceMoreWhenTheTimeIsOver() {
        java.util.Iterator<Boolean> answers = List.of(false, true).iterator();

        sandbox.await(answers::next);

        assertThat(answers).isExhausted();
    }

    @Test
    void failedConditionListsOutstandingWork() throws Exception {
        Work request = OtherThread.call("submitter", () -> sandbox.begin(WorkKind.REQUEST, "POST /accounts"));

        assertThatThrownBy(() -> sandbox.await(() -> false))
                .isInstanceOf(QuiescenceTimeoutException.class)
                .extracting(QuiescenceTest::withoutFrames)
                .isEqualTo("The condition that sandbox " + sandbox
                        + " was to await does not hold after #; 1 unit of work is outstanding.\n"
                        + "- request \"POST /accounts\", # old, begun by thread \"submitter\"\n"
                        + "  no thread runs it yet\n"
                        + "Wait longer with await(condition, timeout). The condition is asked when a unit of work of the sandbox "
                        + "ends: what comes true by other work, or by time alone, is seen at the next end only.");
        request.end();
    }

    @Test
    void resetWaitsForQuiescence() {
        Work work = sandbox.begin(WorkKind.TASK, "mail");

        assertThatThrownBy(sandbox::reset).isInstanceOf(QuiescenceTimeoutException.class);

        work.end();
        sandbox.reset();
        assertThat(sandbox.journal().entries())
                .last()
                .extracting(JournalEntry::text)
                .isEqualTo("reset");
    }

    private static void awaitWaiting(Thread waiter) {
        await().atMost(Duration.ofSeconds(10)).until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
    }

    private static String withoutFrames(Throwable failure) {
        return Messages.of(failure).replaceAll("\n    (at|…) [^\n]*", "");
    }
}
