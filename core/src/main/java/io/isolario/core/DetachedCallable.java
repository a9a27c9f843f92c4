package io.isolario.core;

import java.util.concurrent.Callable;

/** A callable that was submitted outside every sandbox and runs outside, even on a thread that happens to be in one. */
record DetachedCallable<T>(Callable<T> task) implements Callable<T> {

    @Override
    public T call() throws Exception {
        try (BindingGuard extent = DetachedTask.extent()) {
            return task.call();
        }
    }

    @Override
    public String toString() {
        return task.toString();
    }
}
