package io.isolario.core;

/** What work on a thread without a sandbox may do once the first sandbox has been opened. */
public enum UnownedWork {
    /** It reads the baseline; its writes are refused. The default. */
    FAIL,
    /** It reads and writes the baseline with real commits. Other sandboxes may see these writes. */
    PASS
}
