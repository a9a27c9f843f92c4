package io.isolario.agent.hook.queue;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.thread.ThreadState;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which waits at a queue are idle. A thread or task that a sandbox started may wait for elements that never come; quiescence
 * must not wait for it. Another may wait in the middle of its work, for example for a connection of a pool; quiescence must wait for
 * it. In doubt a wait is no idle one: too late is better than too early. It is idle if
 *
 * <ul>
 *   <li>the queue is empty, and the thread works on no element of any queue,
 *   <li>and the thread has worked on an element of this queue before, or has waited for one and got none,
 *   <li>or it calls {@code take()}, and all frames of the application on its stack are of one class: a thread that borrows from a
 *       pool has frames of the pool too.
 * </ul>
 */
final class IdleConsumers {

    /** Code between the application and its thread, and between the queue and this class. */
    private static final List<String> NOT_OF_THE_APPLICATION = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "io.isolario.agent.hook.",
            "io.isolario.core.",
            "io.micrometer.",
            "org.springframework.");

    private final StackWalker walker = StackWalker.getInstance();
    private final Supplier<@Nullable Handoff> startedUnits;

    /** @param startedUnits returns the unit that the calling thread was started for; null if it is unknown */
    IdleConsumers(Supplier<@Nullable Handoff> startedUnits) {
        this.startedUnits = startedUnits;
        // Links what the first walk links, which may be instrumented later.
        isOneClassOnStack();
    }

    /**
     * Pauses the unit that the calling thread runs if its wait is idle.
     *
     * @param state that of the calling thread, which is bound by a scope
     * @return the paused unit; null if the wait is not idle
     */
    @Nullable
    Handoff pauseCaller(ThreadState state, Collection<?> queue, boolean withoutLimit) {
        Handoff unit = state.task();
        if (unit == null) {
            unit = startedUnits.get();
        }
        if (unit == null || !unit.bindsCaller() || !state.takenElements().isNone() || !isEmpty(queue)) {
            return null;
        }
        if (!state.takenElements().servedBefore(queue) && !(withoutLimit && isOneClassOnStack())) {
            return null;
        }
        return unit.pause() ? unit : null;
    }

    /** An element that is not yet due does not come now; if a sandbox waits for it, the element counts itself. */
    private static boolean isEmpty(Collection<?> queue) {
        return queue instanceof DelayQueue || queue.isEmpty();
    }

    /** Returns whether all frames of the application on the caller's stack are of one class, as those of a consumer often are. */
    boolean isOneClassOnStack() {
        return walker.walk(IdleConsumers::classesOfTheApplication) <= 1;
    }

    private static long classesOfTheApplication(Stream<StackWalker.StackFrame> frames) {
        return frames.map(StackWalker.StackFrame::getClassName)
                .filter(name -> NOT_OF_THE_APPLICATION.stream().noneMatch(name::startsWith))
                .map(IdleConsumers::topLevel)
                .distinct()
                .limit(2)
                .count();
    }

    private static String topLevel(String className) {
        int nested = className.indexOf('$');
        return nested < 0 ? className : className.substring(0, nested);
    }
}
