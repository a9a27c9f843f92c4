package io.isolario.springboot.task;

import io.isolario.core.SandboxContext;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A task that was captured at submission, and can be dropped as long as it has not begun.
 *
 * <p>Dropped means that it is no work any more. Whoever kept it, such as a handler of rejected tasks that has another executor for
 * them, can run it all the same: that is a new unit of work.
 */
final class CapturedSubmission implements Runnable {

    private final Runnable task;
    // Whether it has begun or was dropped.
    private final AtomicBoolean decided = new AtomicBoolean();
    private final Runnable captured;
    // Written by the one thread that drops it, and asked only whether it is the asking one.
    private volatile @Nullable Thread dropping;

    CapturedSubmission(Runnable task) {
        this.task = task;
        this.captured = SandboxContext.wrap(new Body());
    }

    @Override
    public void run() {
        decided.set(true);
        captured.run();
    }

    /** Says that an executor has turned the task away; does nothing once it has begun. */
    void drop() {
        if (!decided.compareAndSet(false, true)) {
            return;
        }
        dropping = Thread.currentThread();
        try {
            // Its unit of work ends with its run, which does nothing on this thread.
            captured.run();
        } finally {
            dropping = null;
        }
    }

    @Override
    public String toString() {
        return captured.toString();
    }

    private final class Body implements Runnable {

        @Override
        public void run() {
            if (dropping != Thread.currentThread()) {
                task.run();
            }
        }

        @Override
        public String toString() {
            return task.toString();
        }
    }
}
