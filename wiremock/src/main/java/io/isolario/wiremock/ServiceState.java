package io.isolario.wiremock;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Whether a service is up, and whether it is the real one. */
final class ServiceState {

    private final Service service;
    private final Duration longestWait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();

    @GuardedBy("lock")
    private int underWay;

    @GuardedBy("lock")
    private boolean down;

    // Written by the test, read by every request.
    private volatile @Nullable URI real;

    /**
     * Returns a service that is up.
     *
     * @param longestWait how long {@link #down()} waits for requests under way
     */
    ServiceState(Service service, Duration longestWait) {
        this.service = service;
        this.longestWait = longestWait;
    }

    void passOnTo(URI url) {
        real = url;
    }

    /** Returns where requests are passed on to; empty when stubs answer. */
    Optional<URI> real() {
        return Optional.ofNullable(real);
    }

    /** Lets a request in; returns false when the service is down. */
    boolean arrive() {
        lock.lock();
        try {
            if (!down) {
                underWay++;
            }
            return !down;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            underWay--;
            if (underWay == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void down() {
        lock.lock();
        try {
            if (down) {
                throw new IllegalStateException(
                        "\"" + service.name() + "\" is down already in this sandbox. Stubs.up() takes it up again.");
            }
            down = true;
            awaitIdle();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void awaitIdle() {
        long left = longestWait.toNanos();
        try {
            while (underWay > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (underWay > 0) {
            throw new IllegalStateException("\"" + service.name() + "\" is down, but " + underWay
                    + (underWay == 1 ? " request is" : " requests are") + " still under way after "
                    + longestWait.toMillis() + " ms. Call Stubs.down() outside its handlers, and let these return.");
        }
    }

    void up() {
        lock.lock();
        try {
            if (!down) {
                throw new IllegalStateException(
                        "\"" + service.name() + "\" is up already in this sandbox. Stubs.down() takes it down.");
            }
            down = false;
        } finally {
            lock.unlock();
        }
    }
}
