package io.isolario.agent.hook.thread;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one thread did lately at queues that offer no way to wait. A consumer comes back to a queue that it found empty, and never
 * puts anything into it. A thread that borrows from a pool of objects, or empties a buffer that it fills, does put. Confined to its
 * thread.
 */
public final class QueueVisits {

    private static final int REMEMBERED = 16;

    // The latest is first.
    private final Deque<Visited> visited = new ArrayDeque<>(REMEMBERED);

    private static final class Visited {

        private final Reference<Object> queue;
        private boolean wasFilledHere;
        private boolean wasEmpty;

        Visited(Object queue) {
            this.queue = new WeakReference<>(queue);
        }
    }

    /** The thread puts an element into a queue. */
    public void fills(Object queue) {
        visit(queue).wasFilledHere = true;
    }

    /** The thread found a queue empty; returns whether it is a consumer of that queue. */
    public boolean foundEmpty(Object queue) {
        Visited known = visit(queue);
        boolean again = known.wasEmpty;
        known.wasEmpty = true;
        return again && !known.wasFilledHere;
    }

    private Visited visit(Object queue) {
        for (Visited each : visited) {
            if (each.queue.get() == queue) {
                return each;
            }
        }
        if (visited.size() == REMEMBERED) {
            visited.removeLast();
        }
        Visited first = new Visited(queue);
        visited.push(first);
        return first;
    }
}
