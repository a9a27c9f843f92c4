package io.isolario.core;

/** The time during which unowned work joins one sandbox; see {@link Sandbox#share()}. Thread-safe. */
public interface Sharing extends AutoCloseable {

    /** Ends the sharing; does nothing when it has ended before, or its sandbox has. */
    @Override
    void close();
}
