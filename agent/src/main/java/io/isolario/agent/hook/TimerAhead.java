package io.isolario.agent.hook;

import io.isolario.core.WorkKind;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;

/** A delayed task of a timer; one that is to run once is cancelled first, so that its timer leaves it alone. */
record TimerAhead(TimerTask task, boolean isPeriodic, long firstMillis) implements Handoff.Ahead {

    @Override
    public long dueInNanos() {
        return TimeUnit.MILLISECONDS.toNanos(firstMillis - System.currentTimeMillis());
    }

    @Override
    public boolean run(Handoff unit) {
        if (isPeriodic) {
            return !unit.isOver()
                    && Handoff.here(task, unit.sandbox(), WorkKind.DELAYED_TASK).runNow(task);
        }
        // Its cancellation must not end the unit.
        unit.leaveTable();
        if (!task.cancel()) {
            unit.drop();
            return false;
        }
        return unit.runNow(task);
    }
}
