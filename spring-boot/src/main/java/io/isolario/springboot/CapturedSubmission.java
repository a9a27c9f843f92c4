package io.isolario.springboot;

import io.isolario.core.SandboxContext;
import java.util.concurrent.atomic.AtomicReference;

/** A task that was captured at submission, and can be dropped as long as it has not begun. */
final class CapturedSubmission implements Runnable {

    private enum Fate {
        WAITING,
        BEGUN,
        DROPPED
    }

    private final Runnable task;
    private final AtomicReference<Fate> fate = new AtomicReference<>(Fate.WAITING);
    private final Runnable captured;

    CapturedSubmission(Runnable task) {
        this.task = task;
        this.captured = SandboxContext.wrap(new Body());
    }

    @Override
    public void run() {
        captured.run();
    }

    /** Says that an executor will never run the task; does nothing once it has begun. */
    void drop() {
        if (fate.compareAndSet(Fate.WAITING, Fate.DROPPED)) {
            // Its unit of work ends with its run, which does nothing now.
            captured.run();
        }
    }

    @Override
    public String toString() {
        return captured.toString();
    }

    private final class Body implements Runnable {

        @Override
        public void run() {
            if (fate.getAndUpdate(now -> now == Fate.WAITING ? Fate.BEGUN : now) != Fate.DROPPED) {
                task.run();
            }
        }

        @Override
        public String toString() {
            return task.toString();
        }
    }
}
