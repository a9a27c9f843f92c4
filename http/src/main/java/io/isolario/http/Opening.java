package io.isolario.http;

import io.isolario.core.IsolarioException;
import io.isolario.core.ManagedSandbox;
import io.isolario.http.scenario.ScenarioCatalog;
import io.isolario.http.scenario.ScenarioKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens a sandbox for a client, with whatever it wants to find in it; all or nothing. */
final class Opening {

    private final EndpointSettings settings;
    private final RemoteSandboxes sandboxes;
    private final ScenarioHandlers scenarios;
    private final IdempotentOpenings idempotent = new IdempotentOpenings();

    Opening(EndpointSettings settings, RemoteSandboxes sandboxes, ScenarioHandlers scenarios) {
        this.settings = settings;
        this.sandboxes = sandboxes;
        this.scenarios = scenarios;
    }

    ApiResponse answer(ApiRequest call) throws IOException {
        byte[] body = OpeningRequest.BODY.bytes(call);
        Optional<String> key = call.header("Idempotency-Key");
        return key.isPresent() ? idempotent.answer(key.get(), body, () -> open(call, body)) : open(call, body);
    }

    private ApiResponse open(ApiRequest call, byte[] body) {
        OpeningRequest wanted = OpeningRequest.of(OpeningRequest.BODY.members(body), call.remoteAddress());
        ScenarioCatalog catalog = ScenarioCatalog.of(settings.registry());
        // Before anything is opened: a client that asks for the wrong thing has nothing to close.
        wanted.scenarios()
                .forEach(seed -> ScenarioHandlers.explained(
                        HttpProblem.UNPROCESSABLE,
                        () -> catalog.check(ScenarioKind.SCENARIO, seed.name(), seed.arguments())));
        long start = System.nanoTime();
        RemoteSandbox opened = opened(wanted);
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        List<Object> results = seeded(opened.sandbox(), wanted.scenarios());
        String path =
                call.contextPath() + settings.path() + "/" + opened.sandbox().id();
        OpenedSandbox told = new OpenedSandbox(opened, settings, call.contextPath(), waited, wanted.warnings());
        return ApiResponse.json(ApiResponse.CREATED, told.members(results)).with("Location", path);
    }

    private RemoteSandbox opened(OpeningRequest wanted) {
        try {
            return sandboxes.open(wanted);
        } catch (IsolarioException | IllegalStateException failure) {
            HttpProblem problem = HttpProblem.ofOpening(failure);
            throw new ProblemException(
                    problem.status() == HttpProblem.SERVICE_UNAVAILABLE
                            ? problem.with(Map.of("holders", Holders.of(settings.registry())))
                            : problem);
        }
    }

    private List<Object> seeded(ManagedSandbox sandbox, List<OpeningRequest.Seed> seeds) {
        List<Object> results = new ArrayList<>();
        boolean done = false;
        try {
            for (OpeningRequest.Seed seed : seeds) {
                results.add(scenarios.run(sandbox, ScenarioKind.SCENARIO, seed.name(), seed.arguments()));
            }
            done = true;
            return results;
        } finally {
            if (!done) {
                sandboxes.end(sandbox.id(), Optional.empty());
            }
        }
    }
}
