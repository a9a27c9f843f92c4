package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.EarlyRun;
import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.core.work.WorkKind;
import java.lang.reflect.Field;
import java.util.concurrent.Delayed;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;

/**
 * Runs a delayed task of a fork-join pool early. A task that runs once is invoked; its pool discards tasks that are done. Invoking a
 * periodic task would enqueue it a second time, so the runnable inside is run instead.
 */
record ForkJoinEarlyRun(Delayed task, boolean isPeriodic) implements EarlyRun {

    @Override
    public long dueInNanos() {
        return task.getDelay(TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean run(Handoff unit) {
        if (isPeriodic) {
            return !unit.isOver()
                    && Handoff.here(task, unit.sandbox(), WorkKind.DELAYED_TASK).runNow(runnable());
        }
        // The hook of the invocation begins and ends the unit.
        ((ForkJoinTask<?>) task).quietlyInvoke();
        return unit.isOver();
    }

    private Runnable runnable() {
        try {
            Field field = task.getClass().getDeclaredField("runnable");
            field.setAccessible(true);
            Object runnable = field.get(task);
            return runnable == null ? () -> {} : (Runnable) runnable;
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("The periodic task " + task + " cannot be run early", failure);
        }
    }
}
