package io.isolario.http;

import io.isolario.core.Checkpoint;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.QuiescenceTimeoutException;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Lets clients remember the state of a sandbox under a name, and go back to it. Thread-safe. */
final class CheckpointHandlers {

    private static final int LONGEST_NAME = 64;

    private final Map<SandboxId, Map<String, Checkpoint>> checkpoints = new ConcurrentHashMap<>();

    /** Remembers the state; a name that is taken stands for the new state from now on. */
    ApiResponse remember(ManagedSandbox sandbox, String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Body.malformed("The name of a checkpoint is empty, or longer than " + LONGEST_NAME + " characters.");
        }
        return explained(sandbox, () -> ofSandbox(sandbox).put(name, sandbox.checkpoint()), name);
    }

    ApiResponse goBack(ManagedSandbox sandbox, String name) {
        Checkpoint checkpoint = Optional.ofNullable(ofSandbox(sandbox).get(name))
                .orElseThrow(() -> new ProblemException(HttpProblem.of(
                                HttpProblem.NOT_FOUND,
                                "unknown-checkpoint",
                                "Unknown checkpoint",
                                "The sandbox has no checkpoint of that name. Remember one first (POST ../checkpoints/{name}).")
                        .of(sandbox.id().value())));
        return explained(sandbox, checkpoint::restore, name);
    }

    private Map<String, Checkpoint> ofSandbox(ManagedSandbox sandbox) {
        SandboxId id = sandbox.id();
        return checkpoints.computeIfAbsent(id, first -> {
            sandbox.onClose(() -> checkpoints.remove(id));
            return new ConcurrentHashMap<>();
        });
    }

    private static ApiResponse explained(ManagedSandbox sandbox, Runnable action, String name) {
        try {
            action.run();
            return ApiResponse.json(ApiResponse.OK, Map.of("checkpoint", name));
        } catch (QuiescenceTimeoutException busy) {
            throw new ProblemException(SandboxHandlers.busy(sandbox, busy));
        } catch (RefusalException refused) {
            throw new ProblemException(HttpProblem.of(
                            HttpProblem.NOT_IMPLEMENTED,
                            "no-checkpoints",
                            "No checkpoints",
                            String.valueOf(refused.getMessage()))
                    .of(sandbox.id().value()));
        } catch (IllegalStateException failure) {
            throw new ProblemException(HttpProblem.of(
                            HttpProblem.CONFLICT,
                            "not-reset",
                            "Sandbox not reset",
                            String.valueOf(failure.getMessage()))
                    .of(sandbox.id().value()));
        }
    }
}
