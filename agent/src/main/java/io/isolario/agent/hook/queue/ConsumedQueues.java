package io.isolario.agent.hook.queue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queues without a way to wait that have a consumer: a thread that found them empty and came back. Weak, by identity. Guarded by
 * the monitor of the list, under which nothing is called; such queues are few.
 */
final class ConsumedQueues {

    private final List<WeakReference<Object>> queues = new ArrayList<>();
    // The queue asked for last, which is usually asked for next.
    private volatile @Nullable WeakReference<Object> last;

    ConsumedQueues() {
        // Links what the first call links, before a hook can be called by that.
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
