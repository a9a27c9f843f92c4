package io.isolario.http;

import io.isolario.core.IsolarioException;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.QuiescenceTimeoutException;
import io.isolario.core.SandboxId;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.work.PendingWork;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a client can do with a sandbox as a whole. */
final class SandboxHandlers {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Body STEP = Body.small("{\"name\": .., \"status\": ..}");

    private final SandboxRegistry registry;
    private final RemoteSandboxes sandboxes;

    SandboxHandlers(SandboxRegistry registry, RemoteSandboxes sandboxes) {
        this.registry = registry;
        this.sandboxes = sandboxes;
    }

    ApiResponse list() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("sandboxes", Holders.of(registry));
        members.put("highestNumberAtOnce", registry.highestNumberAtOnce());
        return ApiResponse.json(ApiResponse.OK, members);
    }

    ApiResponse state(ManagedSandbox sandbox) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", sandbox.id());
        members.put("owner", sandbox.owner());
        members.put("isolation", HttpProblem.word(sandbox.isolation()));
        members.put("state", HttpProblem.word(sandbox.state()));
        members.put(
                "pendingWork",
                sandbox.pendingWork().stream().map(PendingWork::description).toList());
        members.put("counters", Counters.of(sandbox.journal()).members());
        sandboxes.remote(sandbox.id()).ifPresent(remote -> {
            members.put("idleTimeoutMs", remote.idleTimeout().toMillis());
            members.put("maxLifetimeMs", remote.maxLifetime().toMillis());
            remote.expiresAt().ifPresent(at -> members.put("expiresAt", at));
        });
        return ApiResponse.json(ApiResponse.OK, members);
    }

    ApiResponse heartbeat(ManagedSandbox sandbox) {
        sandbox.touch();
        return ApiResponse.empty(ApiResponse.NO_CONTENT);
    }

    /** Always 200: browsers and proxies repeat what was answered with 408 or 504. */
    ApiResponse quiescence(ManagedSandbox sandbox, ApiRequest call) {
        Duration timeout = WireDuration.parameter(call, "timeout").orElse(SandboxOptions.DEFAULT_DRAIN_TIMEOUT);
        sandbox.touch();
        boolean idle = true;
        try {
            sandbox.awaitQuiescence(timeout.compareTo(LONGEST_WAIT) < 0 ? timeout : LONGEST_WAIT);
        } catch (QuiescenceTimeoutException busy) {
            idle = false;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("idle", idle);
        members.put("pending", idle ? List.of() : WorkList.of(sandbox.pendingWork()));
        members.put("delayed", WorkList.of(sandbox.delayedWork()));
        return ApiResponse.json(ApiResponse.OK, members);
    }

    ApiResponse reset(ManagedSandbox sandbox) {
        try {
            sandbox.reset();
            return ApiResponse.json(ApiResponse.OK, Map.of("reset", true));
        } catch (QuiescenceTimeoutException busy) {
            throw new ProblemException(busy(sandbox, busy));
        } catch (IllegalStateException failure) {
            throw new ProblemException(HttpProblem.of(
                            HttpProblem.CONFLICT,
                            "not-reset",
                            "Sandbox not reset",
                            String.valueOf(failure.getMessage()))
                    .of(sandbox.id().value()));
        }
    }

    /** Returns that a call had to wait for the work of the sandbox, and that it did not end in time. */
    static HttpProblem busy(ManagedSandbox sandbox, QuiescenceTimeoutException busy) {
        return HttpProblem.of(HttpProblem.CONFLICT, "not-quiescent", "Not quiescent", String.valueOf(busy.getMessage()))
                .of(sandbox.id().value())
                .with(Map.of("pending", WorkList.of(sandbox.pendingWork())));
    }

    ApiResponse step(ManagedSandbox sandbox, ApiRequest call) throws IOException {
        Map<String, Object> members = STEP.members(call);
        if (!(members.get("name") instanceof String name) || name.isBlank()) {
            throw Body.malformed("\"name\" is no name of a step. Send {\"name\": .., \"status\": ..}.");
        }
        sandbox.journal()
                .add(
                        JournalKind.LIFECYCLE,
                        "step \"" + name + "\"" + (members.get("status") instanceof String status ? " " + status : ""));
        return ApiResponse.empty(ApiResponse.ACCEPTED);
    }

    ApiResponse end(String id, ApiRequest call) {
        Optional<Duration> drain = WireDuration.parameter(call, "drain")
                .map(longest -> longest.compareTo(LONGEST_WAIT) < 0 ? longest : LONGEST_WAIT);
        RemoteSandboxes.Ending ending;
        try {
            ending = sandboxes.end(SandboxId.parse(id), drain);
        } catch (IsolarioException failure) {
            throw new ProblemException(HttpProblem.ofCall(failure, id));
        }
        boolean minimal = call.values("Prefer").stream().anyMatch(preference -> preference.contains("return=minimal"));
        return minimal
                ? ApiResponse.empty(ApiResponse.NO_CONTENT)
                : ApiResponse.json(
                        ApiResponse.OK,
                        Verdict.members(
                                ending, Optional.ofNullable(call.parameters().get("outcome"))));
    }
}
