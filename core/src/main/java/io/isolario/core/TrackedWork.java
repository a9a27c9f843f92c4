package io.isolario.core;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A unit of work that remembers where it came from and who runs it. */
final class TrackedWork implements Work {

    private final WorkTracker tracker;
    private final WorkKind kind;
    private final Object what;
    private final @Nullable CarriedWork carrier;
    private final CarriedWork.Waiting waiting;
    private final long beganNanos = System.nanoTime();
    private final String submittedBy = Thread.currentThread().getName();
    private final Throwable submittedAt = new Throwable();
    // Written by whichever thread runs the unit, read by whoever reports on it.
    private volatile @Nullable Thread runner;

    TrackedWork(
            WorkTracker tracker,
            WorkKind kind,
            Object what,
            @Nullable CarriedWork carrier,
            CarriedWork.Waiting waiting) {
        this.tracker = tracker;
        this.kind = kind;
        this.what = what;
        this.carrier = carrier;
        this.waiting = waiting;
    }

    CarriedWork.Waiting waiting() {
        return waiting;
    }

    /** Returns what takes this unit to the thread that runs it; null when its owner does that. */
    @Nullable
    CarriedWork carrier() {
        return carrier;
    }

    /** Makes quiescence wait for this unit if it did not so far. */
    void startsCounting() {
        tracker.startsCounting(this);
    }

    @Override
    public void runningHere() {
        runsOnFromNow(Thread.currentThread());
    }

    void runsOnFromNow(Thread thread) {
        runner = thread;
    }

    @Override
    public void end() {
        runner = null;
        tracker.ended(this);
    }

    boolean runsOn(Thread thread) {
        return runner == thread;
    }

    PendingWork describe() {
        Thread running = runner;
        return new PendingWork(
                kind,
                description(),
                WorkTracker.since(beganNanos),
                submittedBy,
                withoutOwnFrames(submittedAt.getStackTrace()),
                Optional.ofNullable(running).map(Thread::getName),
                running == null ? List.of() : List.of(running.getStackTrace()));
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
