package io.isolario.core;

import java.time.Duration;
import java.util.List;

/**
 * How the end of a sandbox went.
 *
 * @param id the sandbox
 * @param owner who opened it
 * @param reason why it ended
 * @param problems what its owner should fail for, in order of discovery; empty when all is well
 * @param lifetime from opening to the end
 */
public record CloseReport(SandboxId id, Owner owner, EndReason reason, List<Problem> problems, Duration lifetime) {

    /** Keeps an unmodifiable copy. */
    public CloseReport {
        problems = List.copyOf(problems);
    }

    /**
     * Fails when there is a problem.
     *
     * @throws SandboxFailedError if {@link #problems()} is not empty
     */
    public void orThrow() {
        if (!problems.isEmpty()) {
            throw new SandboxFailedError(this);
        }
    }
}
