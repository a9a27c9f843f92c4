package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.handoff.Horizon;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.agent.hook.point.TimerPoints;
import io.isolario.agent.hook.thread.ThreadState;
import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.work.Waiting;
import io.isolario.core.work.WorkKind;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;

/** Timer: the unit of a task lasts from scheduling until the timer's thread asks for the next task. */
final class TimerHooks {

    private static final Object OWNER = new Object();

    private final HandoffTable table;
    private final Horizon horizon;

    TimerHooks(HandoffTable table, Horizon horizon) {
        this.table = table;
        this.horizon = horizon;
    }

    void registerIn(HookRegistry registry) {
        registry.register(TimerPoints.TIMED, this::timed);
        registry.register(TimerPoints.TIMER_TASK, this::taken);
        registry.register(TimerPoints.TIMER_REPEAT, this::repeats);
        registry.register(TimerPoints.TIMER_CLEARED, this::cleared);
    }

    private void timed(TimerTask task, long periodMillis) {
        ManagedSandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox == null) {
            return;
        }
        // Before the first run, scheduledExecutionTime() is one period early.
        long dueMillis = task.scheduledExecutionTime() + Math.abs(periodMillis);
        long delayNanos = TimeUnit.MILLISECONDS.toNanos(dueMillis - System.currentTimeMillis());
        Waiting waiting = horizon.waitingFor(delayNanos, periodMillis != 0);
        Handoff unit = table.handOver(OWNER, task, sandbox, waiting, WorkKind.DELAYED_TASK);
        if (unit != null && waiting == Waiting.IS_LISTED) {
            unit.canRun(new TimerEarlyRun(task, periodMillis != 0, dueMillis));
        }
    }

    private void taken(TimerTask task) {
        Handoff unit = table.take(OWNER, task);
        if (unit != null && unit.begin()) {
            ThreadState.here().runs(unit);
        }
    }

    private void repeats(TimerTask task) {
        Handoff periodic = table.peek(OWNER, task);
        if (periodic != null) {
            Handoff run = Handoff.here(task, periodic.sandbox(), WorkKind.DELAYED_TASK);
            if (run.begin()) {
                ThreadState.here().runs(run);
            }
        }
    }

    private void cleared(TimerTask[] tasks) {
        for (TimerTask task : tasks) {
            Handoff unit = task == null ? null : table.take(OWNER, task);
            if (unit != null) {
                unit.drop();
            }
        }
    }
}
