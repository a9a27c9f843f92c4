package io.isolario.wiremock.route;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Something that is used by one thread at a time. */
final class SynchronizedBox<T> {

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final T value;

    SynchronizedBox(T value) {
        this.value = value;
    }

    /** Returns what {@code use} returns; a thread may use it again meanwhile. */
    <R extends @Nullable Object> R with(Function<T, R> use) {
        lock.lock();
        try {
            return use.apply(value);
        } finally {
            lock.unlock();
        }
    }
}
