package io.isolario.wiremock;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** The requests of one service in one sandbox, and which of them nobody expected. Thread-safe. */
final class ServedRequests {

    private static final int MOST_REMEMBERED = 1_000;

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final List<String> titles = new ArrayList<>();

    @GuardedBy("lock")
    private final List<String> missed = new ArrayList<>();

    @GuardedBy("lock")
    private final Map<UUID, String> unexpected = new LinkedHashMap<>();

    @GuardedBy("lock")
    private boolean skipped;

    @GuardedBy("lock")
    private boolean closed;

    void came(String title) {
        lock.lock();
        try {
            if (titles.size() < MOST_REMEMBERED) {
                titles.add(title);
            }
        } finally {
            lock.unlock();
        }
    }

    void missed(String title) {
        lock.lock();
        try {
            missed.add(title);
        } finally {
            lock.unlock();
        }
    }

    List<String> all() {
        lock.lock();
        try {
            return List.copyOf(titles);
        } finally {
            lock.unlock();
        }
    }

    List<String> missed() {
        lock.lock();
        try {
            return List.copyOf(missed);
        } finally {
            lock.unlock();
        }
    }

    /** Remembers a request that nobody expected; returns false when the verification is over and somebody else has to tell. */
    boolean refused(UUID event, String message) {
        lock.lock();
        try {
            unexpected.put(event, message);
            return !closed || skipped;
        } finally {
            lock.unlock();
        }
    }

    String unexpected(UUID event) {
        lock.lock();
        try {
            return unexpected.getOrDefault(event, "No stub answered this request.");
        } finally {
            lock.unlock();
        }
    }

    void skipVerification() {
        lock.lock();
        try {
            skipped = true;
        } finally {
            lock.unlock();
        }
    }

    boolean isVerificationSkipped() {
        lock.lock();
        try {
            return skipped;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the verification, and returns the messages on what nobody expected. */
    List<String> close() {
        lock.lock();
        try {
            closed = true;
            return List.copyOf(unexpected.values());
        } finally {
            lock.unlock();
        }
    }
}
