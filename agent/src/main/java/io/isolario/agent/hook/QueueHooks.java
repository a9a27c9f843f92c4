package io.isolario.agent.hook;

import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.WorkKind;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Blocking queues: an element is work from the moment it is put in until the thread that took it asks for another. */
final class QueueHooks {

    /** Whoever waits that long is done with what it had; a shorter wait collects a batch. */
    private static final long BATCH_MILLIS = 500;

    private final HandoffTable table;
    private final ConsumerLoops loops;

    QueueHooks(HandoffTable table, ConsumerLoops loops) {
        this.table = table;
        this.loops = loops;
    }

    @Nullable
    Object put(@Nullable Object queue, @Nullable Object element) {
        ThreadState state = ThreadState.hereIfAny();
        if (queue == null || element == null || (state != null && state.isQuiet())) {
            return null;
        }
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox != null && (state == null || !state.returns(queue, element))) {
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
        if (queue == null) {
            return null;
        }
        Long patience = millis instanceof Long limit ? limit : null;
        boolean waits = patience == null || patience >= BATCH_MILLIS;
        ThreadState state = CarriedWork.callerIsBound() ? ThreadState.here() : ThreadState.hereIfAny();
        if (state != null) {
            state.adoption().asks(queue, waits);
        }
        return waits && queue instanceof Collection<?> asked ? loops.idle(asked, patience == null) : null;
    }

    @Nullable
    Object asked(@Nullable Object token, @Nullable Object unused) {
        if (token instanceof Handoff unit) {
            unit.resume();
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
