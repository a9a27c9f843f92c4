package io.isolario.agent.hook.thread;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The latest elements that one thread took from queues although no sandbox had put them there, such as the connections of a pool. A
 * thread that puts one back shows that the queue is a pool of objects: the element is no message. Confined to its thread.
 */
final class BorrowedElements {

    private static final int REMEMBERED = 8;

    private final Deque<Borrowed> latest = new ArrayDeque<>(REMEMBERED);

    private record Borrowed(Reference<Object> queue, Reference<Object> element) {}

    void add(Object queue, Object element) {
        if (latest.size() == REMEMBERED) {
            latest.removeLast();
        }
        latest.push(new Borrowed(new WeakReference<>(queue), new WeakReference<>(element)));
    }

    /** Forgets an element; returns whether it was borrowed from this queue. */
    boolean giveBack(Object queue, Object element) {
        for (Iterator<Borrowed> each = latest.iterator(); each.hasNext(); ) {
            Borrowed one = each.next();
            if (one.queue().get() == queue && one.element().get() == element) {
                each.remove();
                return true;
            }
        }
        return false;
    }
}
