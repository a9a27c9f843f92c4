package io.isolario.http;

import io.isolario.core.IsolarioException;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxId;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.remote.RemotePart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every call of the API; docs/wire-format.md and openapi.json say the same. */
final class Routes {

    private final SandboxRegistry registry;
    private final String sandboxes;
    private final List<Route> routes = new ArrayList<>();

    private Routes(EndpointSettings settings) {
        this.registry = settings.registry();
        this.sandboxes = settings.path();
    }

    static List<Route> of(EndpointSettings settings, RemoteSandboxes remote) {
        Routes routes = new Routes(settings);
        ScenarioHandlers scenarios = new ScenarioHandlers(settings.registry());
        SandboxHandlers calls = new SandboxHandlers(settings.registry(), remote);
        Opening opening = new Opening(settings, remote, scenarios);
        CheckpointHandlers checkpoints = new CheckpointHandlers();
        OpenApi openApi = new OpenApi(settings);
        // What is about no sandbox comes first: its names are no ids.
        routes.add("GET", settings.root() + "/openapi.json", (call, none) -> openApi.answer());
        routes.add("GET", settings.root() + "/catalog", (call, none) -> scenarios.catalog());
        routes.add("POST", settings.path(), (call, none) -> opening.answer(call));
        routes.add("GET", settings.path(), (call, none) -> calls.list());
        routes.add("DELETE", settings.path() + "/{id}", (call, ids) -> calls.end(ids.get(0), call));
        routes.ofSandbox("GET", "", (sandbox, call, none) -> calls.state(sandbox));
        routes.ofSandbox("POST", "/heartbeat", (sandbox, call, none) -> calls.heartbeat(sandbox));
        routes.ofSandbox("POST", "/quiescence", (sandbox, call, none) -> calls.quiescence(sandbox, call));
        routes.ofSandbox("POST", "/reset", (sandbox, call, none) -> calls.reset(sandbox));
        routes.ofSandbox("POST", "/steps", (sandbox, call, none) -> calls.step(sandbox, call));
        routes.ofSandbox("POST", "/checkpoints/{name}", (sandbox, call, name) -> checkpoints.remember(sandbox, name));
        routes.ofSandbox(
                "POST", "/checkpoints/{name}/restore", (sandbox, call, name) -> checkpoints.goBack(sandbox, name));
        routes.ofSandbox("POST", "/scenarios/{name}", scenarios::runScenario);
        routes.ofSandbox("POST", "/factories/{name}", scenarios::create);
        routes.ofSandbox("POST", "/login", (sandbox, call, none) -> scenarios.login(sandbox, call));
        routes.addViews();
        routes.addParts();
        return List.copyOf(routes.routes);
    }

    private void addViews() {
        ofSandbox("GET", "/mails", (sandbox, call, none) -> InspectionHandlers.mails(sandbox, call));
        ofSandbox("GET", "/journal", (sandbox, call, none) -> InspectionHandlers.journal(sandbox, call));
        ofSandbox(
                "GET",
                "/requests",
                (sandbox, call, none) -> InspectionHandlers.journal(sandbox, call, Optional.of(JournalKind.REQUEST)));
        ofSandbox(
                "GET",
                "/sql",
                (sandbox, call, none) -> InspectionHandlers.journal(sandbox, call, Optional.of(JournalKind.SQL)));
        ofSandbox("GET", "/tasks", (sandbox, call, none) -> InspectionHandlers.tasks(sandbox));
    }

    private void addParts() {
        ofSandbox(
                "GET", "/logs", (sandbox, call, none) -> RemotePartHandlers.read(sandbox, call, RemotePart.Logs.class));
        ofSandbox(
                "GET",
                "/stubs",
                (sandbox, call, none) -> RemotePartHandlers.read(sandbox, call, RemotePart.Stubs.class));
        ofSandbox(
                "PUT",
                "/stubs",
                (sandbox, call, none) -> RemotePartHandlers.write(sandbox, call, RemotePart.Stubs.class));
        ofSandbox(
                "GET",
                "/clock",
                (sandbox, call, none) -> RemotePartHandlers.read(sandbox, call, RemotePart.Clock.class));
        ofSandbox(
                "PUT",
                "/clock",
                (sandbox, call, none) -> RemotePartHandlers.write(sandbox, call, RemotePart.Clock.class));
    }

    private void add(String method, String template, Route.Handler handler) {
        routes.add(new Route(method, template, handler));
    }

    /** Answers a call about one open sandbox. */
    @FunctionalInterface
    private interface OfSandbox {
        ApiResponse answer(ManagedSandbox sandbox, ApiRequest call, String name) throws IOException;
    }

    private void ofSandbox(String method, String below, OfSandbox handler) {
        add(method, sandboxes + "/{id}" + below, (call, variables) -> {
            String id = variables.get(0);
            try {
                ManagedSandbox sandbox = registry.find(SandboxId.parse(id));
                return handler.answer(sandbox, call, variables.size() > 1 ? variables.get(1) : "");
            } catch (IsolarioException failure) {
                // Also when it ends while the call is answered.
                throw new ProblemException(HttpProblem.ofCall(failure, id));
            }
        });
    }
}
