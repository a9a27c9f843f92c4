package io.isolario.agent.hook.queue;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.handoff.Horizon;
import io.isolario.agent.hook.handoff.Initialization;
import io.isolario.agent.hook.thread.ThreadState;
import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import io.isolario.core.WorkKind;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Queues: an element is work from the moment it is put in until the thread that took it asks for another. */
public final class QueueHooks {

    /** Whoever waits that long is done with what it had; a shorter wait collects a batch. */
    private static final long BATCH_MILLIS = 500;

    private final HandoffTable table;
    private final Horizon horizon;
    private final IdleConsumers loops;
    private final IgnoredElements ignored = IgnoredElements.configured();
    private final ConsumedQueues consumed = new ConsumedQueues();

    public QueueHooks(HandoffTable table, Horizon horizon, IdleConsumers loops) {
        this.table = table;
        this.horizon = horizon;
        this.loops = loops;
    }

    /** Initialises the classes that the hooks need from this package; see {@code HookPreloading}. */
    public static void prepare() {
        Initialization.of(List.of(
                ConsumedQueues.class,
                IdleConsumers.class,
                IdentityCounts.class,
                IgnoredElements.class,
                QueueHooks.class));
    }

    @Nullable
    public Object put(@Nullable Object queue, @Nullable Object element) {
        return putting(queue, element) == null ? null : queue;
    }

    @Nullable
    public Object putting(@Nullable Object queue, @Nullable Object element) {
        ThreadState state = ThreadState.hereIfAny();
        if (queue == null || element == null || (state != null && state.isQuiet())) {
            return null;
        }
        if (!(queue instanceof BlockingQueue)) {
            ThreadState.here().visits().fills(queue);
        }
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox == null || ignored.ignores(element) || (state != null && state.returns(queue, element))) {
            return null;
        }
        CarriedWork.Waiting waiting = waiting(queue, element);
        WorkKind kind = waiting == CarriedWork.Waiting.IS_LISTED ? WorkKind.DELAYED_TASK : WorkKind.MESSAGE;
        return Handoff.to(table, queue, element, sandbox, waiting, kind);
    }

    private CarriedWork.Waiting waiting(Object queue, Object element) {
        if (queue instanceof DelayQueue && element instanceof Delayed delayed) {
            return horizon.waitingFor(delayed.getDelay(TimeUnit.NANOSECONDS), false);
        }
        // A queue that nobody can wait at is as often a collection, a buffer or a pool: only what a consumer looks for
        // is work.
        return queue instanceof BlockingQueue || consumed.contains(queue)
                ? CarriedWork.Waiting.COUNTS
                : CarriedWork.Waiting.IS_UNSEEN;
    }

    @Nullable
    public Object putSettled(@Nullable Object token, @Nullable Object accepted) {
        if (token instanceof Handoff unit && Boolean.FALSE.equals(accepted)) {
            unit.withdraw();
        }
        return null;
    }

    @Nullable
    public Object allPut(@Nullable Object queue, @Nullable Object elements) {
        if (elements instanceof Collection<?> all) {
            for (Object element : all) {
                put(queue, element);
            }
        }
        return null;
    }

    @Nullable
    public Object taken(@Nullable Object queue, @Nullable Object element) {
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
            ThreadState.here().takenElements().adopt(unit);
        }
        return null;
    }

    @Nullable
    public Object asking(@Nullable Object queue, @Nullable Object millis) {
        if (queue == null) {
            return null;
        }
        Long patience = millis instanceof Long limit ? limit : null;
        boolean waits = patience == null || patience >= BATCH_MILLIS;
        ThreadState state = CarriedWork.callerIsBound() ? ThreadState.here() : ThreadState.hereIfAny();
        if (state != null) {
            state.takenElements().asks(queue, waits);
        }
        return waits && queue instanceof Collection<?> asked ? loops.idle(asked, patience == null) : null;
    }

    @Nullable
    public Object asked(@Nullable Object token, @Nullable Object unused) {
        if (token instanceof Handoff unit) {
            unit.resume();
        }
        return null;
    }

    @Nullable
    public Object polled(@Nullable Object queue, @Nullable Object element) {
        ThreadState state = ThreadState.hereIfAny();
        if (state != null && queue != null) {
            state.takenElements().polled(queue, element == null);
        }
        if (element == null && queue != null && !(queue instanceof BlockingQueue) && isNobodysOrStarted(state)) {
            if (ThreadState.here().visits().consumes(queue)) {
                consumed.add(queue);
            }
        }
        return null;
    }

    /** Whether the calling thread may be a consumer: a request or a task that finds a queue empty goes on with something else. */
    private boolean isNobodysOrStarted(@Nullable ThreadState state) {
        return !CarriedWork.callerIsBound()
                || ((state == null || state.task() == null)
                        && !CarriedWork.callerIsBoundByItself()
                        && loops.isStarted());
    }

    @Nullable
    public Object clearing(@Nullable Object queue, @Nullable Object unused) {
        if (queue != null) {
            for (Handoff unit : table.takeAll(queue)) {
                unit.drop();
            }
        }
        return null;
    }

    /**
     * Drops the units whose elements are gone. That is exact for a queue that calls the other hooks under the lock under which
     * it is copied: an element that is known and not in the copy was neither taken nor put in meanwhile.
     */
    @Nullable
    public Object thinned(@Nullable Object queue, @Nullable Object unused) {
        if (!(queue instanceof Collection<?> thinned)) {
            return null;
        }
        List<Handoff> known = table.all(queue);
        if (known.isEmpty()) {
            return null;
        }
        IdentityCounts left = IdentityCounts.of(thinned.toArray());
        // Those that were put in last are at its end.
        for (int i = known.size() - 1; i >= 0; i--) {
            if (!left.takeOne(known.get(i).object())) {
                known.get(i).withdraw();
            }
        }
        return null;
    }
}
