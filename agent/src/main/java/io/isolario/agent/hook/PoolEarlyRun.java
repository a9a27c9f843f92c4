package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.EarlyRun;
import io.isolario.agent.hook.handoff.Handoff;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A delayed task of a scheduled pool: taken out of its queue and run, after which a periodic one puts itself back. */
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
