package io.isolario.core;

/** What work on a thread without a sandbox may do once the first sandbox has been opened. */
public enum UnownedWork {
    /** It reads the baseline; its writes are refused. The default. */
    FAIL,
    /**
     * It reads and writes the baseline with real commits. With TRANSACTION isolation the sandboxes see these writes; with DATABASE
     * isolation those do not that are open, which their journals and the log say, nor any that is opened before they all have ended:
     * the baseline is frozen again, and lanes are cloned again, for the first sandbox that is opened when none is open.
     */
    PASS
}
