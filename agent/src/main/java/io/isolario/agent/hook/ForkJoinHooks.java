package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.handoff.Horizon;
import io.isolario.agent.hook.thread.NestedUnit;
import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.WorkKind;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Fork-join pools: a unit lasts from {@code fork()} or submission until the task has run. */
final class ForkJoinHooks {

    private static final Object OWNER = new Object();

    private final HandoffTable table;
    private final Horizon horizon;
    private final @Nullable Object carriers;

    /** @param carriers the pool that carries virtual threads, whose tasks are none; null when there are no virtual threads */
    ForkJoinHooks(HandoffTable table, Horizon horizon, @Nullable Object carriers) {
        this.table = table;
        this.horizon = horizon;
        this.carriers = carriers;
    }

    @Nullable
    Object forking(@Nullable Object task, @Nullable Object pool) {
        if (task == null || (pool != null && pool == carriers)) {
            return null;
        }
        Sandbox sandbox = CarriedWork.callersSandbox();
        return sandbox == null
                ? null
                : Handoff.to(table, OWNER, task, sandbox, CarriedWork.Waiting.COUNTS, WorkKind.TASK);
    }

    @Nullable
    Object delayed(@Nullable Object task, @Nullable Object period) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox != null && task instanceof Delayed delayed && period instanceof Long nanos) {
            CarriedWork.Waiting waiting = horizon.waitingFor(delayed.getDelay(TimeUnit.NANOSECONDS), nanos != 0);
            Handoff unit = Handoff.to(table, OWNER, task, sandbox, waiting, WorkKind.DELAYED_TASK);
            if (unit != null && waiting == CarriedWork.Waiting.IS_LISTED) {
                unit.canRun(new ForkJoinEarlyRun(delayed, nanos != 0));
            }
        }
        return null;
    }

    @Nullable
    Object queuedRun(@Nullable Object task, @Nullable Object unused) {
        Handoff unit = task == null ? null : takeOrRepeat(task);
        if (unit == null && task != null) {
            if (!CarriedWork.callerIsBound()) {
                return NestedUnit.beginOfNobody();
            }
            // Submitted outside, and taken by a worker that waits inside the task of a sandbox.
            unit = Handoff.here(task, null, WorkKind.TASK);
        }
        return unit != null && unit.begin() ? unit : null;
    }

    /** Takes out the unit of a task; that of a periodic one stays, and each run is another. */
    private @Nullable Handoff takeOrRepeat(Object task) {
        Handoff unit = table.peek(OWNER, task);
        return unit != null && unit.isStanding()
                ? Handoff.here(task, unit.sandbox(), WorkKind.DELAYED_TASK)
                : table.take(OWNER, task);
    }

    @Nullable
    Object directRun(@Nullable Object task, @Nullable Object unused) {
        Handoff unit = task == null ? null : table.take(OWNER, task);
        return unit != null && unit.begin() ? unit : null;
    }

    @Nullable
    Object ran(@Nullable Object token, @Nullable Object unused) {
        NestedUnit.end(token);
        return null;
    }
}
