package io.isolario.springboot.task;

import java.util.concurrent.Executor;

/**
 * Ends the work of tasks that an executor turns away.
 *
 * @param application the executor, which throws what it throws
 */
record DroppingExecutor(Executor application) implements Executor {

    @Override
    public void execute(Runnable task) {
        try {
            application.execute(task);
        } catch (RuntimeException | Error rejection) {
            if (task instanceof CapturedSubmission submission) {
                submission.drop();
            }
            throw rejection;
        }
    }

    @Override
    public String toString() {
        return application.toString();
    }
}
