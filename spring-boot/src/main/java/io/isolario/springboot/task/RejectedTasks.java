package io.isolario.springboot.task;

import java.util.List;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardOldestPolicy;

/**
 * Ends the work of tasks that a pool turns away, whichever way the application's handler has of doing that.
 *
 * @param application the handler that the pool had before
 */
record RejectedTasks(RejectedExecutionHandler application) implements RejectedExecutionHandler {

    @Override
    public void rejectedExecution(Runnable task, ThreadPoolExecutor pool) {
        List<Runnable> queued = application instanceof DiscardOldestPolicy ? List.copyOf(pool.getQueue()) : List.of();
        try {
            application.rejectedExecution(task, pool);
        } finally {
            dropUnlessQueued(task, pool);
            // Which one was the oldest when the policy looked, nobody tells.
            queued.forEach(waited -> dropUnlessQueued(waited, pool));
        }
    }

    /**
     * A handler may have run the task, queued it after all, or handed it on. One that has begun meanwhile is not dropped, and one
     * that begins later counts from then.
     */
    private static void dropUnlessQueued(Runnable task, ThreadPoolExecutor pool) {
        if (task instanceof CapturedSubmission submission && !pool.getQueue().contains(task)) {
            submission.drop();
        }
    }
}
