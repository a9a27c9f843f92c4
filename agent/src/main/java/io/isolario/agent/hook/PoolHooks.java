package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.handoff.Horizon;
import io.isolario.agent.hook.thread.ThreadState;
import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.WorkKind;
import java.util.List;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Thread pools: a unit lasts from the hand-over to the queue until its worker asks for more. */
final class PoolHooks {

    private final HandoffTable table;
    private final HandoffTable messages;
    private final Horizon horizon;

    PoolHooks(HandoffTable table, HandoffTable messages, Horizon horizon) {
        this.table = table;
        this.messages = messages;
        this.horizon = horizon;
    }

    /** The token of a hand-over without a unit, such as that of a worker without a first task. */
    private static final Object NO_UNIT = new Object();

    /** A task that somebody wants to take out. */
    private record Removal(Object owner, Object object) {}

    @Nullable
    Object submitting(@Nullable Object executor, @Nullable Object task) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox == null || executor == null || task == null) {
            return null;
        }
        Handoff unit = Handoff.to(table, executor, task, sandbox, CarriedWork.Waiting.COUNTS, WorkKind.TASK);
        ThreadState.here().quieten();
        return unit == null ? NO_UNIT : unit;
    }

    @Nullable
    Object addingWorker(@Nullable Object executor, @Nullable Object task) {
        Object submission = submitting(executor, task);
        if (submission == null && CarriedWork.callerIsBound()) {
            // The worker belongs to its pool, not to whoever happens to make it necessary.
            ThreadState.here().quieten();
            return NO_UNIT;
        }
        return submission;
    }

    @Nullable
    Object settled(@Nullable Object token, @Nullable Object accepted) {
        if (token != null) {
            ThreadState.here().unquieten();
            if (token instanceof Handoff unit && Boolean.FALSE.equals(accepted)) {
                unit.withdraw();
            }
        }
        return null;
    }

    @Nullable
    Object refused(@Nullable Object token, @Nullable Object unused) {
        return settled(token, false);
    }

    @Nullable
    Object poolTask(@Nullable Object executor, @Nullable Object task) {
        ThreadState state = ThreadState.here();
        if (executor == null || task == null || state.taskKnown()) {
            return null;
        }
        Handoff unit = table.take(executor, task);
        if (unit != null && unit.begin()) {
            state.runs(unit);
        }
        return null;
    }

    @Nullable
    Object next(@Nullable Object unused, @Nullable Object alsoUnused) {
        ThreadState state = ThreadState.hereIfAny();
        if (state != null) {
            state.next();
        }
        return null;
    }

    @Nullable
    Object dropped(@Nullable Object owner, @Nullable Object object) {
        if (owner != null && object != null) {
            Handoff unit = table.take(owner, object);
            Handoff dropped = unit == null ? messages.take(owner, object) : unit;
            if (dropped != null) {
                dropped.drop();
            }
        }
        return null;
    }

    @Nullable
    Object removing(@Nullable Object owner, @Nullable Object object) {
        return owner == null || object == null ? null : new Removal(owner, object);
    }

    @Nullable
    Object removed(@Nullable Object token, @Nullable Object wasThere) {
        if (token instanceof Removal removal && Boolean.TRUE.equals(wasThere)) {
            dropped(removal.owner(), removal.object());
        }
        return null;
    }

    @Nullable
    Object allDropped(@Nullable Object owner, @Nullable Object objects) {
        if (objects instanceof List<?> list) {
            for (Object object : list) {
                dropped(owner, object);
            }
        }
        return null;
    }

    @Nullable
    Object cancelled(@Nullable Object task, @Nullable Object successfully) {
        if (task != null && Boolean.TRUE.equals(successfully)) {
            Handoff unit = table.takeFromAnybody(task);
            if (unit != null && !unit.isCancelledToRun()) {
                unit.drop();
            }
        }
        return null;
    }

    @Nullable
    Object scheduled(@Nullable Object executor, @Nullable Object task) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox != null && executor != null && task instanceof RunnableScheduledFuture<?> future) {
            CarriedWork.Waiting waiting =
                    horizon.waitingFor(future.getDelay(TimeUnit.NANOSECONDS), future.isPeriodic());
            Handoff unit = Handoff.to(table, executor, task, sandbox, waiting, WorkKind.DELAYED_TASK);
            if (unit != null
                    && waiting == CarriedWork.Waiting.IS_LISTED
                    && executor instanceof ThreadPoolExecutor pool) {
                unit.canRun(new PoolEarlyRun(pool, future));
            }
        }
        return null;
    }
}
