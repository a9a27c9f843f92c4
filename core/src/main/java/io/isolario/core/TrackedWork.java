package io.isolario.core;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A unit of work that remembers where it came from and who runs it. */
final class TrackedWork implements Work {

    private final WorkTracker tracker;
    private final WorkKind kind;
    private final String description;
    private final long beganNanos = System.nanoTime();
    private final String submittedBy = Thread.currentThread().getName();
    private final Throwable submittedAt = new Throwable();
    // Written by whichever thread runs the unit, read by whoever reports on it.
    private volatile @Nullable Thread runner;

    TrackedWork(WorkTracker tracker, WorkKind kind, String description) {
        this.tracker = tracker;
        this.kind = kind;
        this.description = description;
    }

    @Override
    public void runningHere() {
        runner = Thread.currentThread();
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
                description,
                WorkTracker.since(beganNanos),
                submittedBy,
                withoutOwnFrames(submittedAt.getStackTrace()),
                Optional.ofNullable(running).map(Thread::getName),
                running == null ? List.of() : List.of(running.getStackTrace()));
    }

    private static List<StackTraceElement> withoutOwnFrames(StackTraceElement[] frames) {
        List<StackTraceElement> all = List.of(frames);
        int first = 0;
        while (first < all.size() && all.get(first).getClassName().startsWith("io.isolario.core.")) {
            first++;
        }
        return first == all.size() ? all : all.subList(first, all.size());
    }
}
