package io.isolario.core.work;

/** The kinds of work that a sandbox waits for. */
public enum WorkKind {
    /** A request that the application handles. */
    REQUEST,
    /** A task handed to another thread. */
    TASK,
    /** A message or a queue element. */
    MESSAGE,
    /** A task that is due later. */
    DELAYED_TASK
}
