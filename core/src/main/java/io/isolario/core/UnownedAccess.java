package io.isolario.core;

/** What a registry does with unowned work at the moment. */
public enum UnownedAccess {
    /** It reaches the baseline: no sandbox was opened yet, or {@link UnownedWork#PASS} is configured. */
    AUTO,
    /** It has to be given a sandbox: a scope, an allowance or a captured context. Without one it only reads the baseline. */
    MANUAL,
    /** It joins the one sandbox that is shared. See {@link Sandbox#share()}. */
    SHARED
}
