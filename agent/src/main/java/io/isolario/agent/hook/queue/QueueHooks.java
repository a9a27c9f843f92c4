package io.isolario.agent.hook.queue;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.handoff.HandoffTable;
import io.isolario.agent.hook.handoff.Horizon;
import io.isolario.agent.hook.handoff.Initialization;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.agent.hook.point.QueuePoints;
import io.isolario.agent.hook.thread.ThreadState;
import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.work.Waiting;
import io.isolario.core.work.WorkKind;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Queues: the unit of an element lasts from when it is put until the thread that took it asks for another. */
public final class QueueHooks {

    /** A thread that waits this long is done with what it had; a shorter wait collects a batch. */
    private static final long BATCH_MILLIS = 500;

    private final HandoffTable table;
    private final Horizon horizon;
    private final Supplier<@Nullable Handoff> startedUnits;
    private final IdleConsumers idleConsumers;
    private final IgnoredElements ignored = IgnoredElements.configured();
    private final ConsumedQueues consumed = new ConsumedQueues();

    /** @param startedUnits returns the unit that the calling thread was started for; null if it is unknown */
    public QueueHooks(HandoffTable table, Horizon horizon, Supplier<@Nullable Handoff> startedUnits) {
        this.table = table;
        this.horizon = horizon;
        this.startedUnits = startedUnits;
        this.idleConsumers = new IdleConsumers(startedUnits);
    }

    /** Initialises the classes of this package. */
    public static void preload() {
        Initialization.of(List.of(
                ConsumedQueues.class,
                IdentityCounts.class,
                IdleConsumers.class,
                IgnoredElements.class,
                QueueHooks.class));
    }

    /** Registers the hooks of queues. */
    public void registerIn(HookRegistry registry) {
        registry.register(QueuePoints.PUT, this::put);
        registry.register(QueuePoints.PUTTING, this::putting);
        registry.register(QueuePoints.PUT_SETTLED, this::putSettled);
        registry.register(QueuePoints.ALL_PUT, this::allPut);
        registry.register(QueuePoints.TAKEN, this::taken);
        registry.register(QueuePoints.ASKING, this::asking);
        registry.register(QueuePoints.ASKED, this::asked);
        registry.register(QueuePoints.POLLED, this::polled);
        registry.register(QueuePoints.CLEARING, this::clearing);
        registry.register(QueuePoints.SOME_REMOVED, this::someRemoved);
    }

    private void put(AbstractCollection<?> queue, @Nullable Object element) {
        putting(queue, element);
    }

    private @Nullable Handoff putting(AbstractCollection<?> queue, @Nullable Object element) {
        ThreadState state = ThreadState.hereIfAny();
        if (element == null || (state != null && state.isQuiet())) {
            return null;
        }
        boolean returning = state != null && fillsWhatItEmpties(state, queue);
        if (!(queue instanceof BlockingQueue)) {
            ThreadState.here().queueVisits().fills(queue);
        } else if (state != null) {
            state.queueVisits().fillsIfVisited(queue);
        }
        ManagedSandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox == null || ignored.contains(element) || (state != null && state.returns(queue, element))) {
            return null;
        }
        Waiting waiting = returning ? Waiting.IS_UNSEEN : waitingFor(queue, element);
        WorkKind kind = waiting == Waiting.IS_LISTED ? WorkKind.DELAYED_TASK : WorkKind.MESSAGE;
        return table.handOver(queue, element, sandbox, waiting, kind);
    }

    /** A thread that found a queue empty, made an object and puts it there fills a pool, unless it works on an element of the queue. */
    private static boolean fillsWhatItEmpties(ThreadState state, AbstractCollection<?> queue) {
        return queue instanceof BlockingQueue
                && state.queueVisits().foundEmptyIn(queue, state.task())
                && !state.takenElements().hasElementOf(queue);
    }

    private Waiting waitingFor(AbstractCollection<?> queue, Object element) {
        if (queue instanceof DelayQueue && element instanceof Delayed delayed) {
            return horizon.waitingFor(delayed.getDelay(TimeUnit.NANOSECONDS), false);
        }
        // A queue that offers no way to wait may be a collection, a buffer or a pool. Only with a consumer is it a
        // queue.
        return queue instanceof BlockingQueue || consumed.contains(queue) ? Waiting.COUNTS : Waiting.IS_UNSEEN;
    }

    private void putSettled(Object token, @Nullable Boolean accepted) {
        if (token instanceof Handoff unit && Boolean.FALSE.equals(accepted)) {
            unit.withdraw();
        }
    }

    private void allPut(AbstractCollection<?> queue, Collection<?> elements) {
        for (Object element : elements) {
            put(queue, element);
        }
    }

    private void taken(AbstractCollection<?> queue, @Nullable Object element) {
        if (element == null) {
            return;
        }
        Handoff unit = table.take(queue, element);
        if (unit == null) {
            tookUnowned(queue, element);
        } else if (CarriedWork.callerIsBoundByItself()) {
            // For example a test that reads what the application sent: it has entered a scope, and keeps that.
            unit.drop();
        } else if (isHandOver(queue, unit)) {
            ThreadState.here().takenElements().add(unit);
        } else {
            // An object of a pool: whose test returned it says nothing of what it is used for now.
            unit.drop();
            ThreadState.here().borrows(queue, element);
        }
    }

    private static void tookUnowned(AbstractCollection<?> queue, Object element) {
        ThreadState state = ThreadState.hereIfAny();
        if (state != null) {
            state.takenElements().tookUnowned(queue);
        }
        if (CarriedWork.callerIsBound()) {
            ThreadState.here().borrows(queue, element);
        }
    }

    /**
     * Returns whether the calling thread takes an element as work, and not as an object of a pool. A thread that runs a unit of
     * another sandbox keeps that, unless it shows that it consumes the queue.
     */
    private boolean isHandOver(AbstractCollection<?> queue, Handoff element) {
        ThreadState state = ThreadState.here();
        ManagedSandbox own = CarriedWork.sandboxOfCallersUnit();
        if (own == element.sandbox() || state.takenElements().hasElementOf(queue)) {
            return true;
        }
        if (state.takenElements().servedBefore(queue) || state.queueVisits().onlyTakes(queue, state.task())) {
            return true;
        }
        if (own != null) {
            return state.takenElements().waitsFor(queue) && idleConsumers.isOneClassOnStack();
        }
        return queue instanceof BlockingQueue
                || (!state.queueVisits().hasFilled(queue) && idleConsumers.isOneClassOnStack());
    }

    private @Nullable Object asking(AbstractCollection<?> queue, @Nullable Long millis) {
        boolean waits = millis == null || millis >= BATCH_MILLIS;
        boolean bound = CarriedWork.callerIsBound();
        ThreadState state = bound ? ThreadState.here() : ThreadState.hereIfAny();
        if (state == null) {
            return null;
        }
        state.takenElements().asks(queue, waits);
        return waits && bound ? idleConsumers.pauseCaller(state, queue, millis == null) : null;
    }

    private void asked(Object token) {
        if (token instanceof Handoff unit) {
            unit.resume();
        }
    }

    private void polled(AbstractCollection<?> queue, @Nullable Object element) {
        ThreadState state = ThreadState.hereIfAny();
        if (state != null) {
            state.takenElements().polled(queue, element == null);
        }
        if (element != null || (state == null && queue instanceof BlockingQueue && !CarriedWork.callerIsBound())) {
            return;
        }
        ThreadState here = ThreadState.here();
        boolean again = here.queueVisits().foundEmpty(queue, here.task());
        if (again && !(queue instanceof BlockingQueue) && mayConsume(here)) {
            consumed.add(queue);
        }
    }

    /** Returns whether the calling thread may be a consumer. A request or a task that finds a queue empty does something else next. */
    private boolean mayConsume(ThreadState state) {
        return !CarriedWork.callerIsBound()
                || (state.task() == null && !CarriedWork.callerIsBoundByItself() && startedUnits.get() != null);
    }

    private void clearing(AbstractCollection<?> queue) {
        for (Handoff unit : table.takeAll(queue)) {
            unit.drop();
        }
    }

    /**
     * Drops the units whose elements were removed. That is exact for a queue that calls the hooks under the lock under which it is
     * copied here: a known element that is not in the copy was neither taken nor put meanwhile.
     */
    private void someRemoved(AbstractCollection<?> queue) {
        List<Handoff> known = table.all(queue);
        if (known.isEmpty()) {
            return;
        }
        IdentityCounts left = IdentityCounts.of(queue.toArray());
        // Of several units of one object, the last ones are at the end of the list.
        for (int i = known.size() - 1; i >= 0; i--) {
            if (!left.takeOne(known.get(i).object())) {
                known.get(i).withdraw();
            }
        }
    }
}
