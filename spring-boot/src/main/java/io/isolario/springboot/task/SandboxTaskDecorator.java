package io.isolario.springboot.task;

import io.isolario.core.Sandbox;
import io.isolario.core.SandboxContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.core.task.TaskDecorator;

/**
 * Captures the sandbox of whoever submits a task, and asks the application's decorator for the rest.
 *
 * <p>A scheduler passes its futures. A periodic one belongs to nobody, whoever started it: it would keep a sandbox for ever. A
 * single one counts as work from now if it is due within the horizon, else only while it runs. With an agent it leaves all that to
 * the agent.
 *
 * @param application the decorator that the executor had before
 */
record SandboxTaskDecorator(TaskDecorator application) implements TaskDecorator {

    /** How far ahead a delayed task counts as work. */
    private static final Duration HORIZON = Duration.ofSeconds(1);

    private static final String RESCHEDULING = "org.springframework.scheduling.concurrent.ReschedulingRunnable";

    @Override
    public Runnable decorate(Runnable task) {
        Runnable decorated = application.decorate(task);
        if (SandboxContext.followsByItself()) {
            return decorated;
        }
        Optional<Sandbox> sandbox = Sandbox.current();
        if (sandbox.isEmpty()) {
            return SandboxContext.wrap(decorated);
        }
        if (!(task instanceof RunnableScheduledFuture<?> future)) {
            return new CapturedSubmission(decorated);
        }
        if (future.isPeriodic() || isRescheduled()) {
            return decorated;
        }
        return future.getDelay(TimeUnit.NANOSECONDS) <= HORIZON.toNanos()
                ? new CapturedSubmission(decorated)
                : new DistantTask(sandbox.get(), decorated, future);
    }

    /** A task with a Trigger (cron) is a chain of single futures; only the caller of the pool shows what they are. */
    private static boolean isRescheduled() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(RESCHEDULING)));
    }
}
