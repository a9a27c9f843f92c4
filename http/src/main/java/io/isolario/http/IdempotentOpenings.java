package io.isolario.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Answers a repeated {@code POST} as the first one was answered, so that a client may repeat it when it got no answer. Thread-safe; its
 * lock is never held while a sandbox opens.
 */
final class IdempotentOpenings {

    private static final int KEPT = 1000;
    private static final int LONGEST_KEY = 255;

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<String, Opening> openings = new LinkedHashMap<>();

    /** What was asked under a key; the answer is empty if it failed, and can then be asked again. */
    private record Opening(ByteBuffer body, CompletableFuture<Optional<ApiResponse>> answer) {

        boolean isFor(byte[] other) {
            return body.equals(ByteBuffer.wrap(other));
        }
    }

    /** Opens a sandbox. */
    @FunctionalInterface
    interface Opener {
        ApiResponse open();
    }

    ApiResponse answer(String key, byte[] body, Opener opener) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new ProblemException(HttpProblem.of(
                    HttpProblem.BAD_REQUEST,
                    "malformed-idempotency-key",
                    "Malformed idempotency key",
                    "The header Idempotency-Key is blank, or has more than " + LONGEST_KEY
                            + " characters. Send a random text, or leave it out."));
        }
        while (true) {
            Opening mine = new Opening(ByteBuffer.wrap(body), new CompletableFuture<>());
            Opening first = claim(key, mine);
            if (first == null) {
                return open(key, mine, opener);
            }
            if (!first.isFor(body)) {
                throw reused(key);
            }
            Optional<ApiResponse> answered = first.answer().join();
            if (answered.isPresent()) {
                return answered.get().with("Idempotency-Replayed", "true");
            }
        }
    }

    private ApiResponse open(String key, Opening opening, Opener opener) {
        Optional<ApiResponse> answer = Optional.empty();
        try {
            answer = Optional.of(opener.open());
            return answer.get();
        } finally {
            if (answer.isEmpty()) {
                release(key);
            }
            opening.answer().complete(answer);
        }
    }

    /** Returns the opening that has the key already; null if it is ours now. */
    private @Nullable Opening claim(String key, Opening opening) {
        lock.lock();
        try {
            Opening first = openings.putIfAbsent(key, opening);
            if (openings.size() > KEPT) {
                openings.remove(openings.keySet().iterator().next());
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void release(String key) {
        lock.lock();
        try {
            openings.remove(key);
        } finally {
            lock.unlock();
        }
    }

    private static ProblemException reused(String key) {
        return new ProblemException(HttpProblem.of(
                HttpProblem.CONFLICT,
                "idempotency-key-reused",
                "Idempotency key reused",
                "Idempotency-Key \"" + key + "\" came before with another body. Send the same body to get the same"
                        + " sandbox, or another key to get another one."));
    }
}
