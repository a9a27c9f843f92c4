package io.isolario.agent.hook.thread;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one thread did at queues that have no way to wait, the last ones first. A consumer comes back to a queue that it found empty
 * and never puts anything into it; whoever borrows from a pool of objects, or tidies a buffer that it fills itself, does. Confined
 * to its thread.
 */
public final class QueueVisits {

    private static final int REMEMBERED = 16;

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

    /** The thread found a queue empty. Returns whether it is a consumer of that queue: it comes back, and only to look. */
    public boolean consumes(Object queue) {
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
