package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.handoff.Horizon;
import io.isolario.agent.hook.thread.ThreadState;
import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.WorkKind;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Timer: a unit lasts from scheduling until the timer's thread looks for more. */
final class TimerHooks {

    private static final Object OWNER = new Object();

    private final HandoffTable table;
    private final Horizon horizon;

    TimerHooks(HandoffTable table, Horizon horizon) {
        this.table = table;
        this.horizon = horizon;
    }

    @Nullable
    Object timed(@Nullable Object task, @Nullable Object period) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox != null && task instanceof TimerTask timerTask && period instanceof Long millis) {
            // Before the first run this is one period before its time.
            long due = timerTask.scheduledExecutionTime() + Math.abs(millis);
            long delayNanos = TimeUnit.MILLISECONDS.toNanos(due - System.currentTimeMillis());
            CarriedWork.Waiting waiting = horizon.waitingFor(delayNanos, millis != 0);
            Handoff unit = Handoff.to(table, OWNER, task, sandbox, waiting, WorkKind.DELAYED_TASK);
            if (unit != null && waiting == CarriedWork.Waiting.IS_LISTED) {
                unit.canRun(new TimerEarlyRun(timerTask, millis != 0, due));
            }
        }
        return null;
    }

    @Nullable
    Object taken(@Nullable Object task, @Nullable Object unused) {
        Handoff unit = task == null ? null : table.take(OWNER, task);
        if (unit != null && unit.begin()) {
            ThreadState.here().runs(unit);
        }
        return null;
    }

    @Nullable
    Object repeats(@Nullable Object task, @Nullable Object unused) {
        Handoff standing = task == null ? null : table.peek(OWNER, task);
        if (task != null && standing != null) {
            Handoff run = Handoff.here(task, standing.sandbox(), WorkKind.DELAYED_TASK);
            if (run.begin()) {
                ThreadState.here().runs(run);
            }
        }
        return null;
    }

    @Nullable
    Object cleared(@Nullable Object tasks, @Nullable Object unused) {
        if (tasks instanceof TimerTask[] array) {
            for (TimerTask task : array) {
                Handoff unit = task == null ? null : table.take(OWNER, task);
                if (unit != null) {
                    unit.drop();
                }
            }
        }
        return null;
    }
}
