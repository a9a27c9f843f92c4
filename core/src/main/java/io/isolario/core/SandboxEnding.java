package io.isolario.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
    private final ReentrantLock lock = new ReentrantLock();
    private final CompletableFuture<CloseReport> report = new CompletableFuture<>();

    @GuardedBy("lock")
    private final Deque<AutoCloseable> cleanups = new ArrayDeque<>();

    @GuardedBy("lock")
    private final List<Problem> problems = new ArrayList<>();

    // Written under the lock, by the thread that ends the sandbox; read by everybody.
    private volatile SandboxState state = SandboxState.OPEN;
    // Written once by the thread that ends the sandbox, before the state becomes ENDED.
    private volatile @Nullable EndedSandbox ended;

    SandboxEnding(DefaultSandbox sandbox) {
        this.sandbox = sandbox;
    }

    SandboxState state() {
        return state;
    }

    @Nullable
    EndedSandbox ended() {
        return ended;
    }

    void addCleanup(AutoCloseable cleanup) {
        lock.lock();
        try {
            cleanups.push(cleanup);
        } finally {
            lock.unlock();
        }
    }

    void addProblem(Problem problem) {
        lock.lock();
        try {
            problems.add(problem);
        } finally {
            lock.unlock();
        }
    }

    CloseReport end(EndReason reason) {
        if (!claim()) {
            return report.join();
        }
        try {
            walk(reason);
            return report.join();
        } finally {
            // A failure above is a defect of ours; those who wait must hear of it too.
            report.completeExceptionally(new IllegalStateException("The end of sandbox " + sandbox + " failed."));
        }
    }

    private boolean claim() {
        lock.lock();
        try {
            if (state != SandboxState.OPEN) {
                return false;
            }
            state = SandboxState.DRAINING;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void walk(EndReason reason) {
        if (reason == EndReason.OWNERSHIP_TIMEOUT || reason == EndReason.IDLE_TIMEOUT) {
            addProblem(Problem.of(ProblemKind.TIMEOUT, timeoutMessage(reason)));
        }
        cleanUp();
        step(ProblemKind.STOP, (resource, session) -> session.stop());
        drain();
        verify();
        ended = sandbox.endedBy(reason);
        state = SandboxState.ENDED;
        step(ProblemKind.UNDO, (resource, session) -> session.undo());
        step(ProblemKind.RELEASE, (resource, session) -> session.release());
        sandbox.registry().forget(sandbox);
        sandbox.journal().add(JournalKind.LIFECYCLE, reason.phrase());
        report.complete(new CloseReport(sandbox.id(), sandbox.owner(), reason, problemsSoFar(), sandbox.age()));
    }

    private String timeoutMessage(EndReason reason) {
        boolean idle = reason == EndReason.IDLE_TIMEOUT;
        return "The sandbox was " + reason.phrase() + " of "
                + Durations.describe(
                        idle
                                ? sandbox.options().idleTimeout()
                                : sandbox.options().ownershipTimeout())
                + (idle ? ": nobody used it for that long" : ": its owner had it for that long")
                + ". Set SandboxOptions." + (idle ? "idleTimeout" : "ownershipTimeout")
                + " to more, or to zero for none.";
    }

    private void cleanUp() {
        for (AutoCloseable cleanup = nextCleanup(); cleanup != null; cleanup = nextCleanup()) {
            try (Scope scope = BoundScope.open(sandbox)) {
                cleanup.close();
            } catch (Exception | Error failure) {
                addProblem(Problem.of(ProblemKind.CLEANUP, "A cleanup registered by onClose(..) failed", failure));
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

    private void drain() {
        try {
            if (!sandbox.work().awaitQuiescence(sandbox.options().drainTimeout())) {
                sandbox.work().pending().forEach(unit -> addProblem(Problem.of(ProblemKind.LATE_WORK, lateWork(unit))));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            addProblem(Problem.of(
                    ProblemKind.LATE_WORK, "The drain was interrupted; outstanding work was not waited for", e));
        }
    }

    private String lateWork(PendingWork unit) {
        return "Late work, cut off after a drain of "
                + Durations.describe(sandbox.options().drainTimeout()) + ": " + unit.describe()
                + "\nEnd it within the test, wait for it with awaitQuiescence(timeout), or set SandboxOptions.drainTimeout.";
    }

    private void verify() {
        step(ProblemKind.VERIFICATION, (resource, session) -> session.verify()
                .forEach(message -> addProblem(Problem.of(ProblemKind.VERIFICATION, message))));
    }

    private void step(ProblemKind kind, SessionSet.Step step) {
        for (SessionSet.Failure failure : sandbox.sessions().inReverse(step)) {
            String name = failure.resource().name();
            addProblem(Problem.of(
                    kind,
                    "Resource \"" + name + "\" failed at " + kind.name().toLowerCase(java.util.Locale.ROOT),
                    failure.failure()));
        }
    }

    private List<Problem> problemsSoFar() {
        lock.lock();
        try {
            return List.copyOf(problems);
        } finally {
            lock.unlock();
        }
    }
}
