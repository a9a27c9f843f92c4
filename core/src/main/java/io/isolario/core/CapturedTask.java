package io.isolario.core;

import java.util.concurrent.Executor;

/** A task that runs in the sandbox it was captured in, and counts as its work from capture until it has run. */
final class CapturedTask implements Runnable {

    private final CapturedWork work;
    private final Runnable task;

    CapturedTask(DefaultSandbox sandbox, Runnable task) {
        this.work = new CapturedWork(sandbox, task);
        this.task = task;
    }

    /** Hands the task to an executor; a task that is rejected is no work. */
    void executeOn(Executor executor) {
        try {
            executor.execute(this);
        } catch (RuntimeException | Error rejection) {
            drop();
            throw rejection;
        }
    }

    /** Ends the work of a task that will never run. */
    void drop() {
        work.drop();
    }

    @Override
    public void run() {
        try (CapturedWork.Run run = work.begin()) {
            task.run();
        }
    }

    @Override
    public String toString() {
        return work.toString();
    }
}
