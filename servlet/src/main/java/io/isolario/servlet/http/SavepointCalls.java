package io.isolario.servlet.http;

import io.isolario.core.Checkpoint;
import io.isolario.core.QuiescenceTimeoutException;
import io.isolario.core.RefusalException;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Lets clients remember the state of a sandbox under a name, and go back to it. Thread-safe. */
final class SavepointCalls {

    private static final int LONGEST_NAME = 64;

    private final Map<SandboxId, Map<String, Checkpoint>> savepoints = new ConcurrentHashMap<>();

    /** Remembers the state; a name that is taken stands for the new state from now on. */
    HttpAnswer remember(Sandbox sandbox, String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Body.malformed("The name of a savepoint has no letters, or more than " + LONGEST_NAME + ".");
        }
        return explained(sandbox, () -> ofSandbox(sandbox).put(name, sandbox.checkpoint()), name);
    }

    HttpAnswer goBack(Sandbox sandbox, String name) {
        Checkpoint checkpoint = Optional.ofNullable(ofSandbox(sandbox).get(name))
                .orElseThrow(() -> new ProblemException(HttpProblem.of(
                                HttpProblem.NOT_FOUND,
                                "unknown-savepoint",
                                "Unknown savepoint",
                                "The sandbox has no savepoint of that name. Remember one first (POST ../savepoints/{name}).")
                        .of(sandbox.id().value())));
        return explained(sandbox, checkpoint::restore, name);
    }

    private Map<String, Checkpoint> ofSandbox(Sandbox sandbox) {
        SandboxId id = sandbox.id();
        return savepoints.computeIfAbsent(id, first -> {
            sandbox.onClose(() -> savepoints.remove(id));
            return new ConcurrentHashMap<>();
        });
    }

    private static HttpAnswer explained(Sandbox sandbox, Runnable action, String name) {
        try {
            action.run();
            return HttpAnswer.json(HttpAnswer.OK, Map.of("savepoint", name));
        } catch (QuiescenceTimeoutException busy) {
            throw new ProblemException(SandboxCalls.busy(sandbox, busy));
        } catch (RefusalException refused) {
            throw new ProblemException(HttpProblem.of(
                            HttpProblem.NOT_IMPLEMENTED,
                            "no-savepoints",
                            "No savepoints",
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
