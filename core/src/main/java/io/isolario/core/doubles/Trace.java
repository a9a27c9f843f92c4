package io.isolario.core.doubles;

import io.isolario.core.QuiescenceTimeoutException;
import java.time.Duration;
import java.util.List;

/**
 * The calls of one method in one sandbox, from {@link Doubles#trace} on. A call is recorded when it has returned or failed.
 *
 * <p>Thread-safe.
 */
public interface Trace {

    /**
     * Returns the only call, as soon as there is one; by signal.
     *
     * @throws AssertionError if there is none after the drain timeout of the sandbox, or there are several already; the message
     *     lists them
     */
    TracedCall awaitOne();

    /**
     * Returns the first {@code count} calls, as soon as there are so many; by signal.
     *
     * @throws AssertionError if there are fewer after the drain timeout of the sandbox
     */
    List<TracedCall> await(int count);

    /**
     * Like {@link #await(int)}, waiting for {@code timeout} at most.
     *
     * @throws AssertionError if there are fewer then
     */
    List<TracedCall> await(int count, Duration timeout);

    /**
     * Returns all calls, oldest first, once all work of the sandbox has ended.
     *
     * @throws QuiescenceTimeoutException if work is still outstanding after the drain timeout of the sandbox
     */
    List<TracedCall> all();
}
