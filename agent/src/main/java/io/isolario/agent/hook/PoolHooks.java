package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.handoff.Horizon;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.agent.hook.point.PoolPoints;
import io.isolario.agent.hook.thread.ThreadState;
import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.work.Waiting;
import io.isolario.core.work.WorkKind;
import java.util.List;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Thread pools: the unit of a task lasts from its submission until the worker that ran it asks for the next task. */
final class PoolHooks {

    /** The token of a submission without a unit, such as a worker without a first task. */
    private static final Object NO_UNIT = new Object();

    private final HandoffTable tasks;
    private final HandoffTable elements;
    private final Horizon horizon;

    PoolHooks(HandoffTable tasks, HandoffTable elements, Horizon horizon) {
        this.tasks = tasks;
        this.elements = elements;
        this.horizon = horizon;
    }

    /** A removal that may fail because the object is not there any more. */
    private record Removal(Object owner, Object object) {}

    void registerIn(HookRegistry registry) {
        registry.register(PoolPoints.SUBMITTING, this::submitting);
        registry.register(PoolPoints.ADDING_WORKER, this::addingWorker);
        registry.register(PoolPoints.SETTLED, this::settled);
        registry.register(PoolPoints.REFUSED, token -> settled(token, false));
        registry.register(PoolPoints.POOL_TASK, this::poolTask);
        registry.register(PoolPoints.NEXT, this::next);
        registry.register(PoolPoints.SCHEDULED, this::scheduled);
        registry.register(PoolPoints.DROPPED, this::dropped);
        registry.register(PoolPoints.ALL_DROPPED, this::allDropped);
        registry.register(PoolPoints.REMOVING, this::removing);
        registry.register(PoolPoints.REMOVED, this::removed);
        registry.register(PoolPoints.CANCELLED, this::cancelled);
    }

    private @Nullable Object submitting(ThreadPoolExecutor pool, Object task) {
        if (task instanceof FollowedTask followed) {
            ThreadState.here().quieten();
            return followed.unit();
        }
        ManagedSandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox == null) {
            return null;
        }
        Handoff unit = tasks.handOver(pool, task, sandbox, Waiting.COUNTS, WorkKind.TASK);
        ThreadState.here().quieten();
        return unit == null ? NO_UNIT : unit;
    }

    private @Nullable Object addingWorker(ThreadPoolExecutor pool, @Nullable Object firstTask) {
        Object submission = firstTask == null ? null : submitting(pool, firstTask);
        if (submission == null && CarriedWork.callerIsBound()) {
            // The worker belongs to its pool, whichever sandbox happens to make it necessary.
            ThreadState.here().quieten();
            return NO_UNIT;
        }
        return submission;
    }

    private void settled(Object token, boolean accepted) {
        ThreadState.here().unquieten();
        if (!accepted && token instanceof Handoff unit) {
            unit.withdraw();
        }
    }

    private void poolTask(ThreadPoolExecutor pool, Object task) {
        ThreadState state = ThreadState.here();
        if (state.taskKnown()) {
            return;
        }
        Handoff unit = tasks.take(pool, task);
        if (unit != null && unit.begin()) {
            state.runs(unit);
        }
    }

    private void next() {
        ThreadState state = ThreadState.hereIfAny();
        if (state != null) {
            state.next();
        }
    }

    private void scheduled(ThreadPoolExecutor pool, RunnableScheduledFuture<?> task) {
        ManagedSandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox == null) {
            return;
        }
        Waiting waiting = horizon.waitingFor(task.getDelay(TimeUnit.NANOSECONDS), task.isPeriodic());
        Handoff unit = tasks.handOver(pool, task, sandbox, waiting, WorkKind.DELAYED_TASK);
        if (unit != null && waiting == Waiting.IS_LISTED) {
            unit.canRun(new PoolEarlyRun(pool, task));
        }
    }

    private void dropped(Object owner, @Nullable Object object) {
        if (object == null) {
            return;
        }
        if (object instanceof FollowedTask followed) {
            followed.unit().drop();
            return;
        }
        Handoff unit = tasks.take(owner, object);
        Handoff dropped = unit == null ? elements.take(owner, object) : unit;
        if (dropped != null) {
            dropped.drop();
        }
    }

    private void allDropped(Object owner, List<?> objects) {
        for (Object object : objects) {
            dropped(owner, object);
        }
    }

    private @Nullable Object removing(Object owner, @Nullable Object object) {
        return object == null ? null : new Removal(owner, object);
    }

    private void removed(Object token, boolean wasThere) {
        if (wasThere && token instanceof Removal removal) {
            dropped(removal.owner(), removal.object());
        }
    }

    private void cancelled(Object task, boolean successfully) {
        if (!successfully) {
            return;
        }
        Handoff unit = tasks.takeFromAnyOwner(task);
        if (unit != null && !unit.isCancelledToRun()) {
            unit.drop();
        }
    }
}
