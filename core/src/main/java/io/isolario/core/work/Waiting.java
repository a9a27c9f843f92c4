package io.isolario.core.work;

/** How a sandbox regards a unit of work that waits; every unit counts while it runs. */
public enum Waiting {
    /** Quiescence waits for it. */
    COUNTS,
    /** It is listed as delayed work, and quiescence does not wait for it. */
    IS_LISTED,
    /** The sandbox does not know of it until it runs. */
    IS_UNSEEN
}
