package io.isolario.core;

/** How the data of a sandbox is kept apart from that of others. */
public enum Isolation {
    /** One connection per sandbox and database; everything is rolled back at the end. */
    TRANSACTION,
    /** A database of its own with real commits, restored at the end. */
    DATABASE
}
