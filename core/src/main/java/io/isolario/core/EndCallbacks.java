package io.isolario.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** What is to be done when a sandbox has ended; done at once if it has. Thread-safe. */
final class EndCallbacks {

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final List<Runnable> actions = new ArrayList<>();

    @GuardedBy("lock")
    private boolean over;

    void add(Runnable action) {
        lock.lock();
        try {
            if (!over) {
                actions.add(action);
                return;
            }
        } finally {
            lock.unlock();
        }
        action.run();
    }

    /** Returns what is to be done now, and keeps nothing any more. */
    List<Runnable> takeAll() {
        lock.lock();
        try {
            over = true;
            List<Runnable> taken = List.copyOf(actions);
            actions.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
