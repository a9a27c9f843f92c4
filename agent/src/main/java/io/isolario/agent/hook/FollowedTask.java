package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.thread.NestedUnit;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.work.WorkKind;
import org.jspecify.annotations.Nullable;

/** A task in the place of the application's, which runs as its own unit on whichever thread. */
final class FollowedTask implements Runnable {

    private final Runnable task;
    private final Handoff unit;

    FollowedTask(Runnable task, @Nullable ManagedSandbox sandbox) {
        this.task = task;
        this.unit = Handoff.here(task, sandbox, WorkKind.TASK);
    }

    @Override
    public void run() {
        boolean runs = unit.begin();
        try {
            task.run();
        } finally {
            if (runs) {
                NestedUnit.end(unit);
            }
        }
    }

    /** Returns the unit as which it runs. */
    Handoff unit() {
        return unit;
    }

    @Override
    public String toString() {
        return task.toString();
    }
}
