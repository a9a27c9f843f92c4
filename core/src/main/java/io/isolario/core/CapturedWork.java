package io.isolario.core;

import io.isolario.core.tracking.TrackedWork;
import io.isolario.core.work.WorkKind;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The bookkeeping of a captured task: a unit of work from capture until the first run ends, and one more for each later run. */
final class CapturedWork {

    private final DefaultSandbox sandbox;
    private final String description;
    // The unit begun at capture; the thread that takes it out ends it.
    private final AtomicReference<@Nullable TrackedWork> unit;

    CapturedWork(DefaultSandbox sandbox, Object task) {
        sandbox.requireUsable("take the task " + task);
        this.sandbox = sandbox;
        this.description = task.toString();
        this.unit = new AtomicReference<>(sandbox.work().begin(WorkKind.TASK, description, BoundScope.unitOfCaller()));
    }

    /** Ends the unit of a task that will never run. */
    void drop() {
        TrackedWork work = unit.getAndSet(null);
        if (work != null) {
            work.end();
        }
    }

    Run begin() {
        TrackedWork first = unit.getAndSet(null);
        TrackedWork work =
                first != null ? first : sandbox.work().begin(WorkKind.TASK, description, BoundScope.unitOfCaller());
        work.runningHere();
        // A sandbox that has ended meanwhile still owns its task: what the task asks of a resource is refused there.
        return new Run(BindingGuard.in(sandbox), work);
    }

    /** One run of the task, on the thread that began it. */
    record Run(BindingGuard extent, TrackedWork work) implements AutoCloseable {

        @Override
        public void close() {
            try {
                extent.close();
            } finally {
                work.end();
            }
        }
    }

    @Override
    public String toString() {
        return description + " in sandbox " + sandbox;
    }
}
