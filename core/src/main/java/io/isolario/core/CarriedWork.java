package io.isolario.core;

import io.isolario.core.internal.ClassInitialization;
import io.isolario.core.tracking.TrackedWork;
import io.isolario.core.tracking.UnitCarrier;
import io.isolario.core.tracking.WorkTracker;
import io.isolario.core.work.PendingWork;
import io.isolario.core.work.Waiting;
import io.isolario.core.work.WorkKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work on its way from the thread that handed it over to the one that runs it. For agents, which see the hand-over
 * without the application's help; applications use {@link SandboxContext} or {@link Sandbox#wrap(Runnable)}.
 *
 * <p>A unit waits, runs once and is over; it is also over when it is dropped. Made on any thread, begun and ended on the thread
 * that runs it. Each method may come at any time: what comes too late does nothing.
 *
 * <p>A unit that counts and has not run when its sandbox ends stays with that sandbox, as does the work it submits itself: it is
 * refused there, and never runs outside. A unit that does not count is cut off.
 */
public abstract class CarriedWork implements UnitCarrier {

    private static final int WAITING = 0;
    private static final int RUNNING = 1;
    private static final int OVER = 2;

    // An updater and no handle: what links a handle may itself be followed by an agent.
    private static final AtomicIntegerFieldUpdater<CarriedWork> STAGE =
            AtomicIntegerFieldUpdater.newUpdater(CarriedWork.class, "stage");

    private final @Nullable TrackedWork unit;
    // Lives as long as its sandbox: it does not count, not even while it runs.
    private final boolean hosted;
    // Written by the constructor, and by a thread that ends the sandbox while the unit is idle.
    private @Nullable DefaultSandbox sandbox;
    private volatile int stage;
    // Owned by the thread that runs the unit, but for one that ends the sandbox while the unit is idle.
    private @Nullable BoundScope before;
    private @Nullable BoundScope during;

    /**
     * Makes a unit that waits. If its sandbox has ended, it is over at once unless it would count.
     *
     * @param sandbox whose work it is; null for a unit that must run outside every sandbox and is not waited for
     * @param what which unit; {@code toString()} is called only for reports
     */
    @SuppressWarnings("this-escape")
    protected CarriedWork(@Nullable ManagedSandbox sandbox, Waiting waiting, WorkKind kind, Object what) {
        DefaultSandbox owner = (DefaultSandbox) sandbox;
        this.sandbox = owner;
        this.hosted = kind == WorkKind.TASK && owner != null && owner.isHostedByCaller();
        this.unit = owner == null
                ? null
                : owner.work().carry(this, hosted ? Waiting.IS_UNSEEN : waiting, kind, what, BoundScope.unitOfCaller());
        if (owner != null && unit == null && waiting != Waiting.COUNTS) {
            stage = OVER;
        }
    }

    /**
     * Loads what the life of a unit needs. Called before anything is followed: another agent may submit work when a
     * class is loaded, which would then be followed in the midst of following.
     */
    public static void prepare() {
        ClassInitialization.of(List.of(
                AllowanceException.class,
                BoundScope.class,
                CarriedWork.class,
                DefaultSandbox.class,
                ScopeException.class,
                ThreadAllowance.class,
                WorkKind.class));
        ClassInitialization.of(WorkTracker.classes());
    }

    /** Returns the sandbox of the calling thread, which may have ended; null if there is none or it is ambiguous. */
    public static @Nullable ManagedSandbox callersSandbox() {
        try {
            return ContextSlot.use();
        } catch (AllowanceException ambiguous) {
            // The thread hears of it when it uses a sandbox; submitting a task is not yet that.
            return null;
        }
    }

    /**
     * Returns the unit that the calling thread runs, the one that submitted it, and so on; empty if it runs none. Of a long chain
     * only the latest are known.
     */
    public static List<PendingWork> callersWork() {
        TrackedWork unit = BoundScope.unitOfCaller();
        return unit == null ? List.of() : unit.chain();
    }

    /**
     * Returns the sandbox that the calling thread has by scope, allowance or sharing, whichever application it is of; null if there
     * is none or it is ambiguous.
     */
    public static @Nullable ManagedSandbox callersSandboxOrShared() {
        BoundScope scope = ContextSlot.innermost();
        if (scope != null) {
            return scope.sandbox();
        }
        ManagedSandbox allowed = callersSandbox();
        return allowed == null ? ContextSlot.shared() : allowed;
    }

    /** Returns false if no thread has a sandbox and nothing waits that would run in one; fast, for those who ask all the time. */
    public static boolean anySandboxLives() {
        return ContextSlot.lives() != 0;
    }

    /** Returns whether the calling thread is in a scope, be it that of no sandbox. */
    public static boolean callerIsBound() {
        return ContextSlot.innermost() != null;
    }

    /** Returns whether the calling thread is in a scope that its own code entered, and not the run of a carried unit. */
    public static boolean callerIsBoundByItself() {
        BoundScope scope = ContextSlot.innermost();
        return scope != null && !scope.isCarried();
    }

    /** Returns whose unit the calling thread runs, unless its own code has entered a scope since; null if it runs none. */
    public static @Nullable ManagedSandbox sandboxOfCallersUnit() {
        BoundScope scope = ContextSlot.innermost();
        return scope == null || !scope.isCarried() ? null : scope.sandbox();
    }

    /**
     * Sets who is asked which unit a thread runs that looks for its sandbox for the first time; that unit then begins.
     *
     * @param units returns null for a thread that was started outside every sandbox
     */
    public static void startedThreadsAskFor(Supplier<? extends @Nullable CarriedWork> units) {
        ContextSlot.startedThreadsAsk(units);
    }

    /** Returns the sandbox whose work it is; null if it belongs to none. */
    public final @Nullable ManagedSandbox sandbox() {
        return sandbox;
    }

    /** Names the thread that will run this unit, or does so unknowingly. */
    public final void runsOn(Thread thread) {
        if (unit != null) {
            unit.runsOnFromNow(thread);
        }
    }

    /** Binds the calling thread to the sandbox until {@link #end()}; returns false, and does nothing, if the unit does not wait. */
    public final boolean begin() {
        if (!STAGE.compareAndSet(this, WAITING, RUNNING)) {
            return false;
        }
        if (unit != null) {
            if (!hosted) {
                unit.startsCounting();
            }
            unit.runningHere();
        }
        before = ContextSlot.innermost();
        during = BoundScope.openCarried(sandbox, unit, before);
        return true;
    }

    /** Gives the calling thread back the binding it had before {@link #begin()}, and ends the unit. */
    public final void end() {
        if (!STAGE.compareAndSet(this, RUNNING, OVER)) {
            return;
        }
        try {
            restore();
        } finally {
            if (unit != null) {
                unit.end();
            }
        }
    }

    private void restore() {
        BoundScope own = during;
        BoundScope outer = before;
        during = null;
        before = null;
        try {
            BoundScope.restore(outer, own);
        } catch (ScopeException leftOpen) {
            // Thrown here it would hit a worker of a pool between two tasks; the test must hear of it instead.
            if (sandbox != null) {
                sandbox.fail(String.valueOf(leftOpen.getMessage()), leftOpen);
            }
        }
    }

    /**
     * Says that the calling thread, which runs this unit, waits for orders that may never come: until {@link #resume()} quiescence
     * does not wait for the unit. If the sandbox ends meanwhile, it forgets the unit.
     *
     * @return whether {@link #resume()} has to follow; false if the unit does not run, or pauses already
     */
    public final boolean pause() {
        return unit != null && unit.pauses();
    }

    /**
     * Says that the calling thread goes on with this unit, which it paused; if the sandbox has ended, the unit ends and the thread
     * has no sandbox.
     */
    public final void resume() {
        if (unit != null && !unit.resumes()) {
            end();
        }
    }

    /** Ends a unit that waits and will never run; returns false, and does nothing, if it does not wait. */
    public final boolean drop() {
        if (!STAGE.compareAndSet(this, WAITING, OVER)) {
            return false;
        }
        if (unit != null) {
            unit.end();
        }
        return true;
    }

    /** Returns whether it has ended, was dropped or was cut off. */
    public final boolean isOver() {
        return stage == OVER;
    }

    /** Returns whether the calling thread is bound by this very unit, with no scope entered since. */
    public final boolean bindsCaller() {
        BoundScope own = during;
        return own != null && own == ContextSlot.innermost();
    }

    /**
     * Returns whether the thread that runs this unit has done something that depends on the sandbox: it has asked for a connection,
     * submitted a task, put an element. Called by that thread.
     */
    public final boolean wasUsed() {
        BoundScope own = during;
        return own != null && own.wasUsed();
    }

    /** Called when the sandbox has ended while this unit did not count: forget it, as it must not keep the sandbox reachable. */
    protected abstract void cutOff();

    /** Returns whether it runs, or waits to run, for as long as its sandbox lives. */
    @Override
    public final boolean isHosted() {
        return hosted;
    }

    /** Returns how long it is until this unit is due, in nanoseconds; negative if it is overdue. Asked of units that are listed. */
    protected long dueInNanos() {
        return 0;
    }

    /**
     * Runs the task of a unit that is listed, now and on the calling thread, as a unit of its sandbox.
     *
     * @return whether it ran; false if it is running already, is over, or if it cannot be run this way
     */
    protected boolean runAheadOfTime() {
        return false;
    }

    /**
     * Returns whether the thread that runs this unit has evidently abandoned it. Asked from time to time, on another
     * thread, while a wait for the unit lasts; if it has, quiescence does not wait for the unit any more.
     */
    @Override
    public boolean isLeftBehind() {
        return false;
    }

    @Override
    public final void endedBeforeItRan() {
        if (drop()) {
            cutOff();
        }
    }

    @Override
    public final void endedWhileIdle() {
        BoundScope idle = during;
        if (idle != null) {
            idle.release();
        }
        sandbox = null;
        cutOff();
    }
}
