package io.isolario.core.tracking;

import io.isolario.core.work.PendingWork;
import io.isolario.core.work.Waiting;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** A unit of work that remembers where it came from and who runs it. */
public final class TrackedWork implements Work {

    private static final int MOST_PARENTS = 8;

    private static final int APART = 0;
    private static final int COUNTING = 1;
    private static final int PAUSED = 2;
    private static final int OVER = 3;

    // Updaters and no handles: what links a handle may itself be followed by an agent.
    private static final AtomicIntegerFieldUpdater<TrackedWork> STATE =
            AtomicIntegerFieldUpdater.newUpdater(TrackedWork.class, "state");
    private static final AtomicReferenceFieldUpdater<TrackedWork, Thread> RUNNER =
            AtomicReferenceFieldUpdater.newUpdater(TrackedWork.class, Thread.class, "runner");

    private final WorkTracker tracker;
    private final WorkKind kind;
    private final Object what;
    private final @Nullable UnitCarrier carrier;
    private final Waiting waiting;
    private final @Nullable TrackedWork parent;
    private final int depth;
    private final long beganNanos = System.nanoTime();
    private final String submittedBy = Thread.currentThread().getName();
    private final @Nullable Throwable submittedAt;
    private volatile int state;
    // Written by the thread that runs the unit, read by reports.
    private volatile @Nullable Thread runner;
    // Written before the unit is kept, by the thread that made it.
    private LiveUnits.@Nullable Segment segment;
    private int slot;

    /** @param keepsStack whether messages shall show where the unit was submitted, which is most of what a unit costs */
    TrackedWork(
            WorkTracker tracker,
            WorkKind kind,
            Object what,
            @Nullable UnitCarrier carrier,
            Waiting waiting,
            @Nullable TrackedWork submitter,
            boolean keepsStack) {
        this.tracker = tracker;
        this.kind = kind;
        this.what = what;
        this.carrier = carrier;
        this.waiting = waiting;
        this.state = waiting == Waiting.COUNTS ? COUNTING : APART;
        this.submittedAt = keepsStack ? new Throwable() : null;
        // A task that submits itself again and again must not keep all its former runs.
        this.parent =
                submitter != null && submitter.tracker == tracker && submitter.depth < MOST_PARENTS ? submitter : null;
        this.depth = parent == null ? 0 : parent.depth + 1;
    }

    void isKeptIn(LiveUnits.Segment keeper, int at) {
        segment = keeper;
        slot = at;
    }

    long beganNanos() {
        return beganNanos;
    }

    boolean isYoungerThan(@Nullable TrackedWork other) {
        return other == null || beganNanos - other.beganNanos > 0;
    }

    boolean isListedApart() {
        return state == APART && waiting == Waiting.IS_LISTED;
    }

    /** Returns what takes this unit to the thread that runs it; null when its owner does that. */
    @Nullable
    UnitCarrier carrier() {
        return carrier;
    }

    /** Makes quiescence wait for this unit if it did not so far. */
    public void startsCounting() {
        if (waiting != Waiting.COUNTS) {
            counts(APART);
        }
    }

    /** Makes quiescence not wait for this unit until it resumes; returns false if it did not wait for it. */
    public boolean pauses() {
        boolean changed = STATE.compareAndSet(this, COUNTING, PAUSED);
        if (changed) {
            tracker.noLongerCounts();
        }
        return changed;
    }

    /** Makes quiescence wait for this unit again; returns false if it was cut off meanwhile. */
    public boolean resumes() {
        return counts(PAUSED);
    }

    private boolean counts(int before) {
        tracker.counts();
        boolean changed = STATE.compareAndSet(this, before, COUNTING);
        if (!changed) {
            tracker.noLongerCounts();
        }
        return changed;
    }

    /** Ends the unit if quiescence does not wait for it, as its sandbox has ended. */
    void cutOff() {
        boolean apart = STATE.compareAndSet(this, APART, OVER);
        if (!apart && !STATE.compareAndSet(this, PAUSED, OVER)) {
            return;
        }
        leave();
        if (carrier != null && apart) {
            carrier.endedBeforeItRan();
        } else if (carrier != null) {
            carrier.endedWhileIdle();
        }
    }

    @Override
    public void runningHere() {
        runsOnFromNow(Thread.currentThread());
    }

    /** Returns this unit, the one that submitted it, and so on; without where they are now. */
    public List<PendingWork> chain() {
        List<PendingWork> chain = new ArrayList<>();
        for (TrackedWork each = this; each != null; each = each.parent) {
            Optional<String> runningOn = Optional.ofNullable(each.runner).map(Thread::getName);
            chain.add(each.describe(runningOn, List.of()));
        }
        return chain;
    }

    public void runsOnFromNow(Thread thread) {
        RUNNER.lazySet(this, thread);
    }

    @Override
    public void end() {
        int before = STATE.getAndSet(this, OVER);
        if (before == OVER) {
            return;
        }
        leave();
        if (before == COUNTING) {
            tracker.noLongerCounts();
        }
    }

    private void leave() {
        LiveUnits.Segment keeper = segment;
        if (keeper != null) {
            keeper.giveBack(slot);
        }
    }

    boolean isCounting() {
        return state == COUNTING;
    }

    boolean runsOn(Thread thread) {
        return runner == thread;
    }

    PendingWork describe() {
        Thread running = runner;
        return describe(
                Optional.ofNullable(running).map(Thread::getName),
                running == null ? List.of() : List.of(running.getStackTrace()));
    }

    private PendingWork describe(Optional<String> runningOn, List<StackTraceElement> runningAt) {
        return new PendingWork(
                kind,
                description(),
                WorkTracker.since(beganNanos),
                submittedBy,
                submittedAt == null ? List.of() : withoutOwnFrames(submittedAt.getStackTrace()),
                runningOn,
                runningAt);
    }

    private String description() {
        try {
            return String.valueOf(what);
        } catch (RuntimeException failure) {
            // A task of the application that cannot describe itself must not spoil the report on it.
            return what.getClass().getName();
        }
    }

    private static List<StackTraceElement> withoutOwnFrames(StackTraceElement[] frames) {
        List<StackTraceElement> all = List.of(frames);
        int first = 0;
        while (first < all.size() && isOwn(all.get(first).getClassName())) {
            first++;
        }
        return first == all.size() ? all : all.subList(first, all.size());
    }

    private static boolean isOwn(String className) {
        return className.startsWith("io.isolario.core.")
                || className.startsWith("io.isolario.agent.hook.")
                || className.equals("java.util.concurrent.IsolarioSlot");
    }
}
