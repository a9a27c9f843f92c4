package io.isolario.core;

/** What a journal entry is about. */
public enum JournalKind {
    /** The sandbox itself: opened, drained, ended. */
    LIFECYCLE,
    /** A request to the application. */
    REQUEST,
    /** A statement sent to a database, or the border of a transaction. */
    SQL,
    /** A task, a message, a delayed task. */
    WORK,
    /** A call of a stub of an external service. */
    STUB,
    /** A mail that the application sent. */
    MAIL,
    /** A line of the application's log. */
    LOG,
    /** What work without a sandbox did or was refused meanwhile: it may have been meant for this sandbox. */
    UNOWNED
}
