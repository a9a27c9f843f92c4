package io.isolario.core;

import java.util.concurrent.Callable;

/** A callable that runs in the sandbox it was captured in, and counts as its work from capture until it has run. */
final class CapturedCallable<T> implements Callable<T> {

    private final CapturedWork work;
    private final Callable<T> task;

    CapturedCallable(DefaultSandbox sandbox, Callable<T> task) {
        this.work = new CapturedWork(sandbox, task);
        this.task = task;
    }

    @Override
    public T call() throws Exception {
        try (CapturedWork.Run run = work.begin()) {
            return task.call();
        }
    }

    @Override
    public String toString() {
        return work.toString();
    }
}
