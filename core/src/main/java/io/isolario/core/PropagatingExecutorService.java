package io.isolario.core;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * An executor service that captures at {@code execute}; the other ways of submitting end there, as {@link
 * AbstractExecutorService} makes a future of each task first, so a cancelled task still passes through and ends its unit.
 */
final class PropagatingExecutorService extends AbstractExecutorService {

    private final ExecutorService executor;
    private final Executor capturing;

    PropagatingExecutorService(ExecutorService executor) {
        this.executor = executor;
        this.capturing = SandboxContext.wrap((Executor) executor);
    }

    @Override
    public void execute(Runnable task) {
        capturing.execute(task);
    }

    @Override
    public void shutdown() {
        executor.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<Runnable> neverRun = executor.shutdownNow();
        for (Runnable task : neverRun) {
            if (task instanceof CapturedTask captured) {
                captured.drop();
            }
        }
        return neverRun;
    }

    @Override
    public boolean isShutdown() {
        return executor.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return executor.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return executor.awaitTermination(timeout, unit);
    }

    @Override
    public String toString() {
        return "propagating " + executor;
    }
}
