package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.handoff.Horizon;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.agent.hook.point.LibraryTaskPoints;
import io.isolario.agent.hook.thread.NestedUnit;
import io.isolario.agent.hook.thread.ThreadState;
import io.isolario.agent.reflect.Members;
import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.work.Waiting;
import io.isolario.core.work.WorkKind;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Schedulers of libraries: the unit of a task lasts from when the scheduler gets it until it has run. */
final class LibraryTaskHooks {

    private static final Object OWNER = new Object();

    private final HandoffTable table;
    private final Horizon horizon;

    LibraryTaskHooks(HandoffTable table, Horizon horizon) {
        this.table = table;
        this.horizon = horizon;
    }

    /** A task on its way into a scheduler, whose own queue and threads are no work of the sandbox. */
    private record Giving(@Nullable Handoff unit) {}

    void registerIn(HookRegistry registry) {
        registry.register(LibraryTaskPoints.TASK_MADE, this::made);
        registry.register(LibraryTaskPoints.TASK_GIVEN, this::given);
        registry.register(LibraryTaskPoints.TASK_SENT, this::sent);
        registry.register(LibraryTaskPoints.TASK_UNSENT, this::unsent);
        registry.register(
                LibraryTaskPoints.NETTY_DELAYED, this::delayed, "Netty", "Its delayed tasks are not followed.");
        registry.register(LibraryTaskPoints.TASK_BEGUN, this::begun);
        registry.register(LibraryTaskPoints.TASK_DROPPED, this::dropped);
        registry.register(LibraryTaskPoints.OUTSIDE, this::outside);
    }

    private void made(Object task) {
        handOver(task);
    }

    private @Nullable Handoff handOver(Object task) {
        ManagedSandbox sandbox = CarriedWork.callersSandbox();
        return sandbox == null ? null : table.handOver(OWNER, task, sandbox, Waiting.COUNTS, WorkKind.TASK);
    }

    private @Nullable Object given(Object task) {
        if (!CarriedWork.callerIsBound() && CarriedWork.callersSandbox() == null) {
            return null;
        }
        Giving giving = new Giving(handOver(task));
        ThreadState.here().quieten();
        return giving;
    }

    private void sent(Object token) {
        if (token instanceof Giving) {
            ThreadState.here().unquieten();
        }
    }

    private void unsent(Object token) {
        if (token instanceof Giving giving) {
            ThreadState.here().unquieten();
            if (giving.unit() != null) {
                giving.unit().withdraw();
            }
        }
    }

    /** A delayed task of Netty is periodic if its period is not zero. */
    private void delayed(Delayed task) {
        ManagedSandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox != null && !table.isShared(Members.field(task, "task"))) {
            boolean periodic = !Long.valueOf(0).equals(Members.field(task, "periodNanos"));
            Waiting waiting = horizon.waitingFor(task.getDelay(TimeUnit.NANOSECONDS), periodic);
            table.handOver(OWNER, task, sandbox, waiting, WorkKind.DELAYED_TASK);
        }
    }

    private @Nullable Object begun(Object task) {
        Handoff unit = table.take(OWNER, task);
        if (unit == null) {
            return outside(task);
        }
        return unit.begin() ? unit : null;
    }

    private void dropped(Object task) {
        Handoff unit = table.take(OWNER, task);
        if (unit != null) {
            unit.drop();
        }
    }

    /** What follows is in no sandbox, whichever one the caller is in. */
    private @Nullable Object outside(Object what) {
        if (!CarriedWork.callerIsBound()) {
            return NestedUnit.beginOutside();
        }
        Handoff unit = Handoff.here(what, null, WorkKind.TASK);
        return unit.begin() ? unit : null;
    }
}
