package io.isolario.agent.hook.thread;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What one thread did lately at queues. A consumer comes back to a queue that it found empty, and never puts anything into it. A
 * thread that borrows from a pool of objects, or empties a buffer that it fills, does put. Confined to its thread.
 */
public final class QueueVisits {

    private static final int REMEMBERED = 16;

    // The latest is first.
    private final Deque<Visited> visited = new ArrayDeque<>(REMEMBERED);

    private static final class Visited {

        private final Reference<Object> queue;
        private boolean wasFilledHere;
        private boolean wasEmpty;
        // The task in which it was last found empty; null outside tasks that have a unit.
        private @Nullable Object task;

        Visited(Object queue) {
            this.queue = new WeakReference<>(queue);
        }
    }

    /** The thread puts an element into a queue. */
    public void fills(Object queue) {
        visit(queue).wasFilledHere = true;
    }

    /** Like {@link #fills}, for a queue that many threads fill which never take from it. */
    public void fillsIfVisited(Object queue) {
        Visited known = find(queue);
        if (known != null) {
            known.wasFilledHere = true;
        }
    }

    /**
     * The thread found a queue empty; returns whether it is a consumer of that queue, as it found it empty before.
     *
     * @param task the unit of the task that the thread runs; null if there is none
     */
    public boolean foundEmpty(Object queue, @Nullable Object task) {
        Visited known = visit(queue);
        boolean again = known.wasEmpty;
        known.wasEmpty = true;
        known.task = task;
        return again && !known.wasFilledHere;
    }

    /** Returns whether the thread has found a queue empty in the same task. */
    public boolean foundEmptyIn(Object queue, @Nullable Object task) {
        Visited known = find(queue);
        return known != null && known.wasEmpty && known.task == task;
    }

    /** Returns whether the thread has found a queue empty in the same task, and has never put anything into it. */
    public boolean onlyTakes(Object queue, @Nullable Object task) {
        return foundEmptyIn(queue, task) && !hasFilled(queue);
    }

    /** Returns whether the thread has put something into a queue. */
    public boolean hasFilled(Object queue) {
        Visited known = find(queue);
        return known != null && known.wasFilledHere;
    }

    private @Nullable Visited find(Object queue) {
        for (Visited each : visited) {
            if (each.queue.get() == queue) {
                return each;
            }
        }
        return null;
    }

    private Visited visit(Object queue) {
        Visited known = find(queue);
        if (known != null) {
            return known;
        }
        if (visited.size() == REMEMBERED) {
            visited.removeLast();
        }
        Visited first = new Visited(queue);
        visited.push(first);
        return first;
    }
}
