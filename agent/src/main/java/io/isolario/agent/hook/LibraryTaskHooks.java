package io.isolario.agent.hook;

import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.WorkKind;
import org.jspecify.annotations.Nullable;

/** Schedulers of libraries: a unit lasts from where a task goes in until it has run. */
final class LibraryTaskHooks {

    private static final Object OWNER = new Object();

    private final HandoffTable table;

    LibraryTaskHooks(HandoffTable table) {
        this.table = table;
    }

    @Nullable
    Object given(@Nullable Object task, @Nullable Object unused) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (task == null || sandbox == null) {
            return null;
        }
        return Handoff.to(table, OWNER, task, sandbox, CarriedWork.Waiting.COUNTS, WorkKind.TASK);
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
        if (what == null || !CarriedWork.callerIsBound()) {
            return null;
        }
        Handoff unit = Handoff.here(what, null, WorkKind.TASK);
        return unit.begin() ? unit : null;
    }
}
