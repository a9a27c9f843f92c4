package io.isolario.core;

/** The step at which a {@link Problem} showed. */
public enum ProblemKind {
    /** A cleanup of the user failed. */
    CLEANUP,
    /** Something that runs for the sandbox could not be stopped. */
    STOP,
    /** Work was still outstanding after the drain. */
    LATE_WORK,
    /** An expectation was not met, or an unexpected error was reported. */
    VERIFICATION,
    /** What the sandbox did could not be undone as it should. */
    UNDO,
    /** A resource could not be given back. */
    RELEASE,
    /** The sandbox was not ended by its owner but by a timeout. */
    TIMEOUT
}
