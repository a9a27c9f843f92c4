package io.isolario.springboot;

import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardOldestPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Ends the work of tasks that a pool turns away, whichever way the application's handler has of doing that.
 *
 * @param application the handler that the pool had before
 */
record RejectedTasks(RejectedExecutionHandler application) implements RejectedExecutionHandler {

    @Override
    public void rejectedExecution(Runnable task, ThreadPoolExecutor pool) {
        @Nullable
        Runnable oldest =
                application instanceof DiscardOldestPolicy ? pool.getQueue().peek() : null;
        try {
            application.rejectedExecution(task, pool);
        } finally {
            dropUnlessQueued(task, pool);
            if (oldest != null) {
                dropUnlessQueued(oldest, pool);
            }
        }
    }

    /** A handler may have run the task, or queued it after all. One that has begun meanwhile is not dropped. */
    private static void dropUnlessQueued(Runnable task, ThreadPoolExecutor pool) {
        if (task instanceof CapturedSubmission submission && !pool.getQueue().contains(task)) {
            submission.drop();
        }
    }
}
