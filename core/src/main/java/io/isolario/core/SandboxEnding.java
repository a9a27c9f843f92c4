package io.isolario.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.isolario.core.internal.Durations;
import io.isolario.core.tracking.WorkTracker;
import io.isolario.core.work.PendingWork;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The end of one sandbox, in the order that law 4 fixes: user cleanups, stop, drain, verify, undo, release.
 *
 * <p>The first caller of {@link #end} walks the steps; later callers wait for its report.
 */
final class SandboxEnding {

    private final DefaultSandbox sandbox;
    private final SandboxOptions options;
    private final SessionSet sessions;
    private final WorkTracker work;
    private final EndProblems problems;
    private final ReentrantLock lock = new ReentrantLock();
    private final EndCallbacks afterwards = new EndCallbacks();
    private final Drain drain;
    private final CompletableFuture<CloseReport> report = new CompletableFuture<>();

    @GuardedBy("lock")
    private final Deque<AutoCloseable> cleanups = new ArrayDeque<>();

    // Written by the thread that runs the test.
    private volatile boolean testFailed;
    // Both are written by the thread that ends the sandbox; others only compare the second with themselves.
    private boolean interrupted;
    private volatile @Nullable Thread ender;
    // Written under the lock by the thread that ends the sandbox, the second once, before the first is ENDED.
    private volatile SandboxState state = SandboxState.OPEN;
    private volatile @Nullable EndedSandbox ended;

    SandboxEnding(DefaultSandbox sandbox, SandboxOptions options, SessionSet sessions, WorkTracker work) {
        this.sandbox = sandbox;
        this.options = options;
        this.sessions = sessions;
        this.work = work;
        this.problems = new EndProblems(sandbox);
        this.drain = new Drain(work, options.drainTimeout());
    }

    SandboxState state() {
        return state;
    }

    @Nullable
    EndedSandbox ended() {
        return ended;
    }

    Drain drain() {
        return drain;
    }

    boolean isUnderWayHere() {
        return state != SandboxState.OPEN && ender == Thread.currentThread();
    }

    void addCleanup(AutoCloseable cleanup) {
        lock.lock();
        try {
            EndedSandbox late = ended;
            if (late != null) {
                throw late.exception("cannot register a cleanup");
            }
            cleanups.push(cleanup);
        } finally {
            lock.unlock();
        }
    }

    void addAfterwards(Runnable action) {
        afterwards.add(action);
    }

    void addProblem(Problem problem) {
        problems.add(problem);
    }

    void noteFailure(Throwable failure) {
        testFailed = true;
        sandbox.journal().add(JournalKind.LIFECYCLE, "the test failed: " + failure);
    }

    boolean hasFailed() {
        return testFailed || !problems.isEmpty();
    }

    CloseReport end(EndReason reason) {
        if (!claim()) {
            requireAnotherThread();
            return report.join();
        }
        try {
            walk(reason);
            return report.join();
        } finally {
            if (!report.isDone()) { // a bug: wake the callers that wait for the report
                report.completeExceptionally(new IllegalStateException("The end of sandbox " + sandbox + " failed."));
            }
            ender = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void requireAnotherThread() {
        if (isUnderWayHere()) {
            throw new IllegalStateException("Sandbox " + sandbox + " is being ended by this thread, \""
                    + Thread.currentThread().getName() + "\", which cannot wait for that: it would wait for itself. "
                    + "Close a sandbox neither in its own cleanups nor in a step of its resources.");
        }
    }

    private boolean claim() {
        lock.lock();
        try {
            if (state != SandboxState.OPEN) {
                return false;
            }
            ender = Thread.currentThread();
            state = SandboxState.DRAINING;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void walk(EndReason reason) {
        if (reason == EndReason.OWNERSHIP_TIMEOUT || reason == EndReason.IDLE_TIMEOUT) {
            problems.add(Problem.of(ProblemKind.TIMEOUT, timeoutMessage(reason)));
        }
        cleanUp();
        step(ProblemKind.STOP, (resource, session) -> session.stop());
        work.endHosting();
        drain(reason);
        verify();
        seal(reason);
        cleanUp();
        work.seal();
        step(ProblemKind.UNDO, (resource, session) -> session.undo());
        step(ProblemKind.RELEASE, (resource, session) -> session.release());
        sandbox.registry().forget(sandbox);
        finishOff();
        sandbox.journal().add(JournalKind.LIFECYCLE, reason.phrase());
        report.complete(new CloseReport(sandbox.id(), sandbox.owner(), reason, problems.report(), sandbox.age()));
    }

    /** Takes no more work and no more cleanups. */
    private void seal(EndReason reason) {
        lock.lock();
        try {
            ended = sandbox.endedBy(reason);
            state = SandboxState.ENDED;
        } finally {
            lock.unlock();
        }
    }

    private String timeoutMessage(EndReason reason) {
        boolean idle = reason == EndReason.IDLE_TIMEOUT;
        return "The sandbox was " + reason.phrase() + " of "
                + Durations.describe(idle ? options.idleTimeout() : options.ownershipTimeout())
                + (idle ? ": nobody used it for that long" : ": its owner had it for that long")
                + ". Set SandboxOptions." + (idle ? "idleTimeout" : "ownershipTimeout")
                + " to more, or to zero for none.";
    }

    private void cleanUp() {
        for (AutoCloseable cleanup = nextCleanup(); cleanup != null; cleanup = nextCleanup()) {
            shelveInterrupt();
            try (BindingGuard extent = BindingGuard.in(sandbox)) {
                cleanup.close();
            } catch (Exception | Error failure) {
                addFailure(ProblemKind.CLEANUP, "A cleanup registered by onClose(..) failed", failure);
            }
        }
    }

    private @Nullable AutoCloseable nextCleanup() {
        lock.lock();
        try {
            return cleanups.poll();
        } finally {
            lock.unlock();
        }
    }

    private void drain(EndReason reason) {
        drain.begin();
        boolean drained;
        do {
            drained = isDrained();
            // Work that was drained may have registered more.
            cleanUp();
        } while (drained && drain.hasTimeLeft() && !drain.endUnlessWorkBegan(sandbox.endedBy(reason)));
        drain.end(sandbox.endedBy(reason));
    }

    private boolean isDrained() {
        shelveInterrupt();
        try {
            if (drain.await()) {
                return true;
            }
            work.pending().forEach(unit -> problems.add(Problem.of(ProblemKind.LATE_WORK, lateWork(unit))));
        } catch (InterruptedException e) {
            addFailure(ProblemKind.LATE_WORK, "The drain was interrupted; outstanding work was not waited for", e);
        }
        return false;
    }

    private String lateWork(PendingWork unit) {
        return "Late work, cut off after a drain of "
                + Durations.describe(options.drainTimeout()) + ": " + unit.describe()
                + "\nEnd it within the test, wait for it with awaitQuiescence(timeout), or set SandboxOptions.drainTimeout.";
    }

    private void verify() {
        step(ProblemKind.VERIFICATION, (resource, session) -> session.verify()
                .forEach(message -> problems.add(Problem.of(ProblemKind.VERIFICATION, message))));
    }

    private void step(ProblemKind kind, SessionSet.Step step) {
        shelveInterrupt();
        for (SessionSet.Failure failure : sessions.inReverse(step)) {
            String name = failure.resource().name();
            addFailure(
                    kind,
                    "Resource \"" + name + "\" failed at " + kind.name().toLowerCase(Locale.ROOT),
                    failure.failure());
        }
    }

    private void finishOff() {
        for (Runnable action : afterwards.takeAll()) {
            shelveInterrupt();
            try (BindingGuard extent = BindingGuard.in(null)) {
                action.run();
            } catch (RuntimeException | Error failure) {
                addFailure(ProblemKind.CLEANUP, "An action registered by onEnded(..) failed", failure);
            }
        }
    }

    private void addFailure(ProblemKind kind, String what, Throwable failure) {
        interrupted |= failure instanceof InterruptedException;
        problems.add(Problem.of(kind, what, failure));
    }

    /** An interrupt, say by the timeout of a test, must not keep a step from its work; the thread gets it back at the end. */
    private void shelveInterrupt() {
        interrupted |= Thread.interrupted();
    }
}
