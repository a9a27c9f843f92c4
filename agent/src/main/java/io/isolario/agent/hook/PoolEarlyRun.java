package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.EarlyRun;
import io.isolario.agent.hook.handoff.Handoff;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs a delayed task of a scheduled pool early: removes it from the queue and runs it. A periodic task enqueues itself again. */
record PoolEarlyRun(ThreadPoolExecutor pool, RunnableScheduledFuture<?> task) implements EarlyRun {

    @Override
    public long dueInNanos() {
        return task.getDelay(TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean run(Handoff unit) {
        return pool.getQueue().remove(task) && unit.runNow(task);
    }
}
