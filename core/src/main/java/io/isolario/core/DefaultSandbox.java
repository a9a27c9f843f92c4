package io.isolario.core;

import io.isolario.core.internal.Durations;
import io.isolario.core.tracking.WorkTracker;
import io.isolario.core.work.DelayedTasks;
import io.isolario.core.work.PendingWork;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A sandbox; how it ends is the business of {@link SandboxEnding}. */
final class DefaultSandbox extends DoubledSandbox {

    private final DefaultSandboxRegistry registry;
    private final SandboxId id = SandboxId.random();
    private final SandboxOptions options;
    private final Isolation isolation;
    private final Journal journal = new Journal();
    private final WorkTracker work = new WorkTracker(ContextSlot::addLife, ContextSlot::removeLife);
    private final SessionSet sessions;
    private final CheckpointStack checkpoints = new CheckpointStack(this);
    private final SandboxEnding ending;
    private final long openedNanos = System.nanoTime();
    private final AtomicBoolean closeThrew = new AtomicBoolean();
    // Written by any thread that uses the sandbox; a lost update costs one touch.
    private volatile long touchedNanos = openedNanos;

    DefaultSandbox(DefaultSandboxRegistry registry, SandboxOptions options, Isolation isolation) {
        this.registry = registry;
        this.options = options;
        this.isolation = isolation;
        this.sessions = new SessionSet(options);
        this.ending = new SandboxEnding(this, options, sessions, work);
    }

    @Override
    public SandboxId id() {
        return id;
    }

    @Override
    public Owner owner() {
        return options.owner();
    }

    @Override
    public Isolation isolation() {
        return isolation;
    }

    @Override
    public SandboxState state() {
        return ending.state();
    }

    @Override
    public DefaultSandboxRegistry registry() {
        return registry;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    SandboxOptions options() {
        return options;
    }

    SessionSet sessions() {
        return sessions;
    }

    WorkTracker work() {
        return work;
    }

    /** Returns whether the calling thread is starting what lives as long as this sandbox. */
    boolean isHostedByCaller() {
        BoundScope scope = ContextSlot.innermost();
        return scope != null && scope.isHosting() && scope.sandbox() == this && work.hosts();
    }

    Duration age() {
        return WorkTracker.since(openedNanos);
    }

    Duration idle() {
        Duration sinceTouched = WorkTracker.since(touchedNanos);
        Duration sinceWorked = work.idle();
        return sinceTouched.compareTo(sinceWorked) < 0 ? sinceTouched : sinceWorked;
    }

    @Override
    public Scope enter() {
        requireUsable("enter it");
        touch();
        return BoundScope.open(this);
    }

    @Override
    public Runnable wrap(Runnable task) {
        return new CapturedTask(this, task);
    }

    @Override
    public <T> Callable<T> wrap(Callable<T> task) {
        return new CapturedCallable<>(this, task);
    }

    @Override
    public Executor wrap(Executor executor) {
        return task -> new CapturedTask(this, task).executeOn(executor);
    }

    @Override
    public Allowance allow(Thread thread) {
        requireUsable("allow a thread");
        BoundScope scope = thread == Thread.currentThread() ? ContextSlot.innermost() : null;
        if (scope != null) {
            throw new AllowanceException(
                    "Thread \"" + thread.getName() + "\" cannot be allowed to use " + this
                            + ": it is the caller, and in " + scope
                            + ", which wins over every allowance. Allow a thread that has no scope, or use sandbox.enter() on this one.");
        }
        return ThreadAllowance.ofThread(this, thread);
    }

    @Override
    public Allowance allow(String description, Predicate<Thread> threads) {
        requireUsable("allow threads");
        return ThreadAllowance.ofMatching(this, description, threads);
    }

    @Override
    public Sharing share() {
        requireUsable("share it");
        return registry.share(this);
    }

    @Override
    public Work begin(WorkKind kind, String description) {
        requireUsable("begin work");
        return ending.drain().waitsFor(work.begin(kind, description, BoundScope.unitOfCaller()));
    }

    @Override
    public List<PendingWork> pendingWork() {
        return work.pending();
    }

    @Override
    public List<PendingWork> delayedWork() {
        return work.delayed();
    }

    @Override
    public DelayedTasks delayed() {
        return new CarriedDelays(work);
    }

    @Override
    public void awaitQuiescence() {
        awaitQuiescence(options.drainTimeout());
    }

    @Override
    public void awaitQuiescence(Duration timeout) {
        new QuiescenceWait(this, timeout).quiescence();
    }

    @Override
    public void await(BooleanSupplier condition) {
        await(condition, options.drainTimeout());
    }

    @Override
    public void await(BooleanSupplier condition, Duration timeout) {
        new QuiescenceWait(this, timeout).condition(condition);
    }

    @Override
    public void onClose(AutoCloseable cleanup) {
        requireUsable("register a cleanup");
        ending.addCleanup(cleanup);
    }

    @Override
    public void onEnded(Runnable action) {
        ending.addAfterwards(action);
    }

    @Override
    public void touch() {
        touchedNanos = System.nanoTime();
    }

    @Override
    public void reset() {
        checkpoints.reset();
    }

    @Override
    public Checkpoint checkpoint() {
        return checkpoints.take();
    }

    @Override
    public Optional<Fixture> fixture() {
        requireUsable("hand its data on");
        sessions.requireArranging(this);
        awaitQuiescence();
        return sessions.fixture(this);
    }

    @Override
    public <S> S session(Class<S> type) {
        return findSession(type)
                .orElseThrow(() -> new RefusalException("Sandbox " + this + " has no " + type.getSimpleName()
                        + ": registry \"" + registry.name() + "\" has the resources " + registry.resourceNames()
                        + ". Add the resource to SandboxRegistry.builder(), or the module that brings it to the class "
                        + "path."));
    }

    @Override
    public <S> Optional<S> findSession(Class<S> type) {
        return sessions.find(type);
    }

    @Override
    public void fail(String message, Throwable cause) {
        ending.addProblem(new Problem(ProblemKind.VERIFICATION, message, Optional.of(cause)));
    }

    @Override
    public void noteFailure(Throwable failure) {
        ending.noteFailure(failure);
    }

    @Override
    public boolean hasFailed() {
        return ending.hasFailed();
    }

    @Override
    public void requireUsable(String action) {
        EndedSandbox ended = ending.ended();
        if (ended != null) {
            throw ended.exception("cannot " + action);
        }
    }

    @Override
    public CloseReport finish() {
        return ending.end(EndReason.CLOSED);
    }

    CloseReport end(EndReason reason) {
        return ending.end(reason);
    }

    boolean isBeingEndedByThisThread() {
        return ending.isUnderWayHere();
    }

    @Override
    public void close() {
        CloseReport report = finish();
        if (closeThrew.compareAndSet(false, true)) {
            report.orThrow();
        }
    }

    @Nullable
    EndedSandbox endedRecord() {
        return ending.ended();
    }

    EndedSandbox endedBy(EndReason reason) {
        return new EndedSandbox(toString(), reason, Durations.realTime());
    }

    @Override
    public String toString() {
        return "\"" + owner() + "\" (" + id.abbreviated() + ")";
    }
}
