package io.isolario.core;

/**
 * An explicit binding of a thread to a sandbox, for threads that context propagation misses; see {@link Sandbox#allow(Thread)}.
 *
 * <p>It ends when it is closed, or with its sandbox. A scope of the thread always wins over it. Thread-safe.
 */
public interface Allowance extends AutoCloseable {

    /** Ends the allowance; does nothing when it has ended before. */
    @Override
    void close();
}
