package io.isolario.agent.hook;

import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.WorkKind;
import org.jspecify.annotations.Nullable;

/** Blocking queues: an element is work from the moment it is put in until the thread that took it asks for another. */
final class QueueHooks {

    /** Whoever waits that long is done with what it had; a shorter wait collects a batch. */
    private static final long BATCH_MILLIS = 500;

    private final HandoffTable table;

    QueueHooks(HandoffTable table) {
        this.table = table;
    }

    @Nullable
    Object put(@Nullable Object queue, @Nullable Object element) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox == null || queue == null || element == null) {
            return null;
        }
        ThreadState state = ThreadState.here();
        if (!state.isQuiet() && !state.returns(queue, element)) {
            Handoff.to(table, queue, element, sandbox, CarriedWork.Waiting.COUNTS, WorkKind.MESSAGE);
        }
        return null;
    }

    @Nullable
    Object taken(@Nullable Object queue, @Nullable Object element) {
        if (queue == null || element == null) {
            return null;
        }
        Handoff unit = table.take(queue, element);
        if (unit == null) {
            if (CarriedWork.callerIsBound()) {
                ThreadState.here().borrows(queue, element);
            }
        } else if (CarriedWork.callerIsBoundByItself()) {
            // Say, a test that reads what the application sent: it has entered its scope itself, and keeps it.
            unit.drop();
        } else {
            ThreadState.here().adoption().adopt(unit);
        }
        return null;
    }

    @Nullable
    Object asking(@Nullable Object queue, @Nullable Object millis) {
        ThreadState state = ThreadState.hereIfAny();
        if (state != null && queue != null) {
            state.adoption().asks(queue, !(millis instanceof Long patience) || patience >= BATCH_MILLIS);
        }
        return null;
    }

    @Nullable
    Object polled(@Nullable Object queue, @Nullable Object element) {
        ThreadState state = ThreadState.hereIfAny();
        if (state != null && queue != null) {
            state.adoption().polled(queue, element == null);
        }
        return null;
    }

    @Nullable
    Object clearing(@Nullable Object queue, @Nullable Object unused) {
        if (queue != null && !table.isEmpty()) {
            for (Handoff unit : table.takeAll(queue)) {
                unit.drop();
            }
        }
        return null;
    }
}
