package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.handoff.Horizon;
import io.isolario.agent.hook.point.ForkJoinPoints;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.agent.hook.thread.NestedUnit;
import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.work.Waiting;
import io.isolario.core.work.WorkKind;
import java.util.concurrent.Delayed;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Fork-join pools: the unit of a task lasts from {@code fork()} or its submission until it has run. */
final class ForkJoinHooks {

    private static final Object OWNER = new Object();

    private final HandoffTable table;
    private final Horizon horizon;
    private final @Nullable Object virtualThreadScheduler;

    /** @param virtualThreadScheduler the pool that runs virtual threads, whose tasks are no units; null if there is none */
    ForkJoinHooks(HandoffTable table, Horizon horizon, @Nullable Object virtualThreadScheduler) {
        this.table = table;
        this.horizon = horizon;
        this.virtualThreadScheduler = virtualThreadScheduler;
    }

    void registerIn(HookRegistry registry) {
        registry.register(ForkJoinPoints.FORKING, this::forking);
        registry.register(ForkJoinPoints.DELAYED_FORK, this::delayed);
        registry.register(ForkJoinPoints.QUEUED_RUN, this::queuedRun);
        registry.register(ForkJoinPoints.DIRECT_RUN, this::directRun);
        registry.register(ForkJoinPoints.RAN, NestedUnit::end);
    }

    private @Nullable Object forking(ForkJoinTask<?> task, @Nullable ForkJoinPool pool) {
        if (pool != null && pool == virtualThreadScheduler) {
            return null;
        }
        ManagedSandbox sandbox = CarriedWork.callersSandbox();
        return sandbox == null ? null : table.handOver(OWNER, task, sandbox, Waiting.COUNTS, WorkKind.TASK);
    }

    private void delayed(Delayed task, long periodNanos) {
        ManagedSandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox == null) {
            return;
        }
        Waiting waiting = horizon.waitingFor(task.getDelay(TimeUnit.NANOSECONDS), periodNanos != 0);
        Handoff unit = table.handOver(OWNER, task, sandbox, waiting, WorkKind.DELAYED_TASK);
        if (unit != null && waiting == Waiting.IS_LISTED) {
            unit.canRun(new ForkJoinEarlyRun(task, periodNanos != 0));
        }
    }

    private @Nullable Object queuedRun(ForkJoinTask<?> task) {
        Handoff unit = takeOrRepeat(task);
        if (unit == null) {
            if (!CarriedWork.callerIsBound()) {
                return NestedUnit.beginOutside();
            }
            // Submitted outside every sandbox, and run by a worker that waits inside the task of a sandbox.
            unit = Handoff.here(task, null, WorkKind.TASK);
        }
        return unit.begin() ? unit : null;
    }

    /** Takes the unit of a task out of the table; that of a periodic task stays, and each run is a unit of its own. */
    private @Nullable Handoff takeOrRepeat(ForkJoinTask<?> task) {
        Handoff unit = table.peek(OWNER, task);
        return unit != null && unit.isPeriodic()
                ? Handoff.here(task, unit.sandbox(), WorkKind.DELAYED_TASK)
                : table.take(OWNER, task);
    }

    private @Nullable Object directRun(ForkJoinTask<?> task) {
        Handoff unit = table.take(OWNER, task);
        return unit != null && unit.begin() ? unit : null;
    }
}
