package io.isolario.agent.hook;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.handoff.Horizon;
import io.isolario.agent.hook.thread.NestedUnit;
import io.isolario.agent.hook.thread.ThreadState;
import io.isolario.agent.reflect.Members;
import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.WorkKind;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Schedulers of libraries: a unit lasts from where a task goes in until it has run. */
final class LibraryTaskHooks {

    private static final Object OWNER = new Object();

    private final HandoffTable table;

    private final Horizon horizon;

    LibraryTaskHooks(HandoffTable table, Horizon horizon) {
        this.table = table;
        this.horizon = horizon;
    }

    /** A task on its way into a scheduler; the queue and the threads that this needs are no work of anybody. */
    private record Giving(@Nullable Handoff unit) {}

    @Nullable
    Object made(@Nullable Object task, @Nullable Object unused) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (task == null || sandbox == null) {
            return null;
        }
        return Handoff.to(table, OWNER, task, sandbox, CarriedWork.Waiting.COUNTS, WorkKind.TASK);
    }

    @Nullable
    Object given(@Nullable Object task, @Nullable Object unused) {
        if (!CarriedWork.callerIsBound() && CarriedWork.callersSandbox() == null) {
            return null;
        }
        Giving giving = new Giving(made(task, null) instanceof Handoff unit ? unit : null);
        ThreadState.here().quieten();
        return giving;
    }

    @Nullable
    Object sent(@Nullable Object token, @Nullable Object unused) {
        if (token instanceof Giving) {
            ThreadState.here().unquieten();
        }
        return null;
    }

    @Nullable
    Object unsent(@Nullable Object token, @Nullable Object unused) {
        if (token instanceof Giving giving) {
            ThreadState.here().unquieten();
            if (giving.unit() != null) {
                giving.unit().withdraw();
            }
        }
        return null;
    }

    /** A delayed task of Netty, which is periodic if it has a period other than zero. */
    @Nullable
    Object delayed(@Nullable Object task, @Nullable Object unused) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox != null && task instanceof Delayed delayed && !table.leavesAlone(Members.field(task, "task"))) {
            boolean periodic = !Long.valueOf(0).equals(Members.field(task, "periodNanos"));
            CarriedWork.Waiting waiting = horizon.waitingFor(delayed.getDelay(TimeUnit.NANOSECONDS), periodic);
            Handoff.to(table, OWNER, task, sandbox, waiting, WorkKind.DELAYED_TASK);
        }
        return null;
    }

    @Nullable
    Object begun(@Nullable Object task, @Nullable Object unused) {
        if (task == null) {
            return null;
        }
        Handoff unit = table.take(OWNER, task);
        if (unit == null) {
            return outside(task, null);
        }
        return unit.begin() ? unit : null;
    }

    @Nullable
    Object dropped(@Nullable Object task, @Nullable Object unused) {
        Handoff unit = task == null ? null : table.take(OWNER, task);
        if (unit != null) {
            unit.drop();
        }
        return null;
    }

    /** What follows is not the caller's work, whoever the caller is. */
    @Nullable
    Object outside(@Nullable Object what, @Nullable Object unused) {
        if (what == null) {
            return null;
        }
        if (!CarriedWork.callerIsBound()) {
            return NestedUnit.beginOfNobody();
        }
        Handoff unit = Handoff.here(what, null, WorkKind.TASK);
        return unit.begin() ? unit : null;
    }
}
