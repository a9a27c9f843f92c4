package io.isolario.core;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/**
 * Makes tasks run in the sandbox of the thread that submits them: captured when they are submitted, restored for exactly their run.
 *
 * <p>For executors of the application that many sandboxes share. A task submitted outside every sandbox runs outside. Each
 * captured task counts as work of its sandbox from submission until it has run. Thread-safe.
 */
public final class SandboxContext {

    private SandboxContext() {}

    /**
     * Returns whether sandboxes follow work by themselves in this JVM, because an agent was installed. What wraps tasks on behalf of
     * an application leaves them alone then: each would count twice.
     */
    public static boolean followsByItself() {
        return ContextSlot.knowsStartedThreads();
    }

    /**
     * Returns a task that runs in the sandbox that the calling thread has now.
     *
     * @throws SandboxEndedException if that sandbox has ended
     */
    @CheckReturnValue
    public static Runnable wrap(Runnable task) {
        DefaultSandbox sandbox = ContextSlot.sandbox();
        return sandbox == null ? new DetachedTask(task) : new CapturedTask(sandbox, task);
    }

    /**
     * Returns a task that runs in the sandbox that the calling thread has now.
     *
     * @throws SandboxEndedException if that sandbox has ended
     */
    @CheckReturnValue
    public static <T> Callable<T> wrap(Callable<T> task) {
        DefaultSandbox sandbox = ContextSlot.sandbox();
        return sandbox == null ? new DetachedCallable<>(task) : new CapturedCallable<>(sandbox, task);
    }

    /** Returns an executor that runs each task in the sandbox of the thread that submits it. */
    @CheckReturnValue
    public static Executor wrap(Executor executor) {
        return task -> {
            DefaultSandbox sandbox = ContextSlot.sandbox();
            if (sandbox == null) {
                executor.execute(new DetachedTask(task));
            } else {
                new CapturedTask(sandbox, task).executeOn(executor);
            }
        };
    }

    /** Returns an executor service that runs each task in the sandbox of the submitting thread; it shares its state with {@code executor}. */
    @CheckReturnValue
    public static ExecutorService wrap(ExecutorService executor) {
        return new PropagatingExecutorService(executor);
    }
}
