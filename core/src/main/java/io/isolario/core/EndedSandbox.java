package io.isolario.core;

import io.isolario.core.internal.Durations;
import java.time.Duration;
import java.time.Instant;

/** What is remembered of a sandbox after its end: enough to refuse those who come late, with the reason. */
record EndedSandbox(String description, EndReason reason, Instant endedAt) {

    SandboxEndedException exception(String refused) {
        Duration ago = Duration.between(endedAt, Durations.realTime());
        return new SandboxEndedException(
                "Sandbox " + description + " " + refused + " on thread \""
                        + Thread.currentThread().getName() + "\": it was " + reason.phrase() + " "
                        + Durations.describe(ago)
                        + " ago. Work must end within its sandbox: wait with sandbox.awaitQuiescence(), "
                        + "or open a sandbox that lives longer (SandboxOptions.ownershipTimeout, idleTimeout).",
                reason,
                endedAt);
    }
}
