package io.isolario.agent.hook.queue;

import io.isolario.agent.hook.handoff.Handoff;
import io.isolario.agent.hook.thread.ThreadState;
import io.isolario.core.CarriedWork;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Threads and tasks that were started inside a sandbox and wait at a queue for elements that may never come: while they do, there
 * is nothing to wait for. Others wait in the midst of their work, say for a connection of a pool, and that is work; too late beats
 * too early. So a wait is idle only if
 *
 * <ul>
 *   <li>the queue is empty, and nothing that the thread took from any queue is unfinished,
 *   <li>and the thread has worked on an element of this very queue before, or come back from it empty-handed,
 *   <li>or, with {@code take()}, all code of the application that is under way is of one class: whoever borrows from a pool has
 *       that of the pool above its own.
 * </ul>
 */
public final class IdleConsumers {

    /** Code between the application's own and its thread, and the way from the queue to here. */
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
    public IdleConsumers(Supplier<@Nullable Handoff> startedUnits) {
        this.startedUnits = startedUnits;
        // Links what a first walk links, which may be instrumented later.
        isOneClassOnStack();
    }

    /** Returns the unit that the calling thread interrupts as it waits for nothing of its own; null if it does not. */
    @Nullable
    Handoff idle(Collection<?> queue, boolean forEver) {
        // A thread that was started for a unit begins it when it is first asked.
        if (CarriedWork.callersSandbox() == null) {
            return null;
        }
        ThreadState state = ThreadState.here();
        Handoff unit = state.task();
        if (unit == null) {
            unit = startedUnits.get();
        }
        if (unit == null || !unit.bindsCaller() || !state.takenElements().isNone() || !isEmpty(queue)) {
            return null;
        }
        if (!state.takenElements().servedBefore(queue) && !(forEver && isOneClassOnStack())) {
            return null;
        }
        return unit.pause() ? unit : null;
    }

    /** Returns whether the calling thread is one that a sandbox started. */
    boolean isStarted() {
        return startedUnits.get() != null;
    }

    /** What is not yet due may come, but not now; if a sandbox waits for it, it counts itself. */
    private static boolean isEmpty(Collection<?> queue) {
        return queue instanceof DelayQueue || queue.isEmpty();
    }

    private boolean isOneClassOnStack() {
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
