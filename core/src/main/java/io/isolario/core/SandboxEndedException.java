package io.isolario.core;

import java.time.Instant;

/** Thrown on use of a sandbox that has ended, or whose end has gone too far to take more work. */
public final class SandboxEndedException extends IsolarioException {

    private static final long serialVersionUID = 1L;

    private final EndReason reason;
    private final Instant endedAt;

    SandboxEndedException(String message, EndReason reason, Instant endedAt) {
        super(message, null);
        this.reason = reason;
        this.endedAt = endedAt;
    }

    /** Returns why the sandbox ended. */
    public EndReason reason() {
        return reason;
    }

    /** Returns when the sandbox ended. */
    public Instant endedAt() {
        return endedAt;
    }
}
