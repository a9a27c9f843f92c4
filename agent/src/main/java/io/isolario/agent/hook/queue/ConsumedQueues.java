package io.isolario.agent.hook.queue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queues without a way to wait that have a consumer, who found them empty and came back. By identity, and forgotten with the
 * queue. Guarded by its monitor, under which nothing is called; queues of this kind that are followed are few.
 */
final class ConsumedQueues {

    private final List<WeakReference<Object>> queues = new ArrayList<>();
    // The one that was asked for last, which most often is the one asked for next.
    private volatile @Nullable WeakReference<Object> last;

    ConsumedQueues() {
        // Links what a first call links, before any hook can be called by that.
        add(queues);
    }

    void add(Object queue) {
        if (isLast(queue)) {
            return;
        }
        synchronized (queues) {
            WeakReference<Object> known = find(queue);
            if (known == null) {
                queues.removeIf(each -> each.get() == null);
                known = new WeakReference<>(queue);
                queues.add(known);
            }
            last = known;
        }
    }

    boolean contains(Object queue) {
        if (isLast(queue)) {
            return true;
        }
        synchronized (queues) {
            return find(queue) != null;
        }
    }

    private boolean isLast(Object queue) {
        WeakReference<Object> asked = last;
        return asked != null && asked.get() == queue;
    }

    private @Nullable WeakReference<Object> find(Object queue) {
        for (WeakReference<Object> each : queues) {
            if (each.get() == queue) {
                return each;
            }
        }
        return null;
    }
}
