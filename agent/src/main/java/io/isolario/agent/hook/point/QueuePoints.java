package io.isolario.agent.hook.point;

import static io.isolario.agent.hook.point.HookPoint.always;
import static io.isolario.agent.hook.point.HookPoint.whileSandboxesLive;

import java.util.AbstractCollection;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Calls of queues, of which {@code AbstractCollection} is the only common class.
 *
 * <p>Removals are announced by {@link PoolPoints#DROPPED} and {@link PoolPoints#REMOVING}, failures by {@link ThreadPoints#UNSENT}. */
public final class QueuePoints {

    /** Queue, element: it was put. */
    public static final HookPoint<PairEventHook<AbstractCollection<?>, @Nullable Object>> PUT =
            whileSandboxesLive("PUT");

    /** Queue, element: it is about to be put, and may be taken before the call returns. */
    public static final HookPoint<PairEntryHook<AbstractCollection<?>, @Nullable Object>> PUTTING =
            whileSandboxesLive("PUTTING");

    /** Token of {@link #PUTTING}, whether the queue accepted; null if it always does. */
    public static final HookPoint<PairEventHook<Object, @Nullable Boolean>> PUT_SETTLED = always("PUT_SETTLED");

    /** Queue, elements: they were put. */
    public static final HookPoint<PairEventHook<AbstractCollection<?>, Collection<?>>> ALL_PUT =
            whileSandboxesLive("ALL_PUT");

    /** Queue, milliseconds: the calling thread asks for an element and waits that long; null if without a limit. */
    public static final HookPoint<PairEntryHook<AbstractCollection<?>, @Nullable Long>> ASKING =
            whileSandboxesLive("ASKING");

    /** Token of {@link #ASKING}: the calling thread returns from the queue. */
    public static final HookPoint<EventHook<Object>> ASKED = always("ASKED");

    /** Queue, element or null: the calling thread took it. */
    public static final HookPoint<PairEventHook<AbstractCollection<?>, @Nullable Object>> TAKEN =
            whileSandboxesLive("TAKEN");

    /** Queue, element or null: the result of a call that does not wait, or waits for a limited time. */
    public static final HookPoint<PairEventHook<AbstractCollection<?>, @Nullable Object>> POLLED =
            whileSandboxesLive("POLLED");

    /** All elements of the queue are about to be removed. */
    public static final HookPoint<EventHook<AbstractCollection<?>>> CLEARING = whileSandboxesLive("CLEARING");

    /** Some elements of the queue were removed; the caller holds the lock of the queue. */
    public static final HookPoint<EventHook<AbstractCollection<?>>> SOME_REMOVED = whileSandboxesLive("SOME_REMOVED");

    private QueuePoints() {}
}
