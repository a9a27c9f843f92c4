package io.isolario.core;

/** How far a sandbox has come in its life; it only ever moves forward. */
public enum SandboxState {
    /** It takes work. */
    OPEN,
    /** Its owner is closing it: work under way may go on until the drain is over. */
    DRAINING,
    /** It takes nothing any more; what was done in it is being undone, or has been. */
    ENDED
}
