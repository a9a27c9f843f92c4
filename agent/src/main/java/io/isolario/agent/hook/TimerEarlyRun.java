package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.EarlyRun;
import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.core.work.WorkKind;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs a task of a timer early. A task that runs once is cancelled first, so that its timer does not run it. Thread-safe. */
final class TimerEarlyRun implements EarlyRun {

    private final TimerTask task;
    private final boolean periodic;
    private final long firstMillis;
    // The thread that cancels the task in order to run it; null if none does.
    private final AtomicReference<@Nullable Thread> canceller = new AtomicReference<>();

    TimerEarlyRun(TimerTask task, boolean periodic, long firstMillis) {
        this.task = task;
        this.periodic = periodic;
        this.firstMillis = firstMillis;
    }

    @Override
    public long dueInNanos() {
        return TimeUnit.MILLISECONDS.toNanos(firstMillis - System.currentTimeMillis());
    }

    @Override
    public boolean run(Handoff unit) {
        if (periodic) {
            return !unit.isOver()
                    && Handoff.here(task, unit.sandbox(), WorkKind.DELAYED_TASK).runNow(task);
        }
        return cancelled() && unit.runNow(task);
    }

    /** The unit stays in the table until the task is cancelled: if the timer's thread is first, it looks for the unit. */
    private boolean cancelled() {
        if (!canceller.compareAndSet(null, Thread.currentThread())) {
            return false;
        }
        try {
            return task.cancel();
        } finally {
            canceller.set(null);
        }
    }

    @Override
    public boolean isCancellingToRun() {
        return canceller.get() == Thread.currentThread();
    }
}
