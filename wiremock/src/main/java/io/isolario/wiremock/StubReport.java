package io.isolario.wiremock;

import com.github.tomakehurst.wiremock.matching.RequestPattern;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.github.tomakehurst.wiremock.verification.NearMiss;
import io.isolario.core.Sandbox;
import io.isolario.core.SandboxEndedException;
import io.isolario.wiremock.route.ExpectedCount;
import io.isolario.wiremock.route.Route;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a test, or the client of a stub, is told. */
final class StubReport {

    private StubReport() {}

    /** Says that a request came that no stub answers: the nearest stub, what differs, and all routes. */
    static String unexpected(
            Sandbox sandbox, Service service, LoggedRequest request, Engine engine, @Nullable Route never) {
        StringBuilder text = new StringBuilder(
                "Unexpected request to \"" + service.name() + "\" in sandbox " + sandbox + ": " + title(request));
        if (never != null) {
            text.append("\n  It must not come: ").append(never.times().phrase()).append(never.title());
        } else {
            nearest(engine, request).ifPresent(stub -> text.append(nearestStub(engine, request, stub)));
        }
        text.append(routes(engine));
        return text.append("\n  Stub it by Stubs.stubFor(..) or once(..), or call Stubs.skipVerification().")
                .toString();
    }

    private static Optional<StubMapping> nearest(Engine engine, LoggedRequest request) {
        return engine.findTopNearMissesFor(request).getNearMisses().stream()
                .map(NearMiss::getStubMapping)
                .findFirst();
    }

    private static String nearestStub(Engine engine, LoggedRequest request, StubMapping stub) {
        Optional<Route> route = engine.routes().all().stream()
                .filter(candidate -> candidate.id().equals(stub.getId()))
                .findFirst();
        String title = route.map(found -> found.times().phrase() + found.title())
                .orElseGet(() -> Route.title(stub.getRequest()));
        List<String> differences = Differences.between(stub.getRequest(), request);
        if (!differences.isEmpty()) {
            return "\n  Nearest stub: " + title + "; what differs:\n    " + String.join("\n    ", differences);
        }
        return "\n  It matches a stub that does not answer: " + title + "; "
                + (route.map(Route::isUsedUp).orElse(false) ? "it is used up." : scenario(engine, stub));
    }

    private static String scenario(Engine engine, StubMapping stub) {
        String state = engine.getAllScenarios().getScenarios().stream()
                .filter(scenario -> scenario.getName().equals(stub.getScenarioName()))
                .map(Scenario::getState)
                .findFirst()
                .orElse("unknown");
        return "it waits for the state \"" + stub.getRequiredScenarioState() + "\" of the scenario \""
                + stub.getScenarioName() + "\", which is in the state \"" + state + "\".";
    }

    private static String routes(Engine engine) {
        List<Route> routes = engine.routes().all();
        if (routes.isEmpty()) {
            return "\n  There are no routes.";
        }
        StringBuilder text = new StringBuilder("\n  Active routes:");
        engine.routes().ask(() -> routes.stream().map(Route::describe).toList()).forEach(route -> text.append("\n    ")
                .append(route));
        return text.toString();
    }

    static String unmet(Sandbox sandbox, Service service, Route route, ServedRequests served) {
        StringBuilder text = new StringBuilder("Unmet expectation of \"" + service.name() + "\" in sandbox " + sandbox
                + ": " + route.times().phrase() + route.title() + ", but it was "
                + (route.served() == 0 ? "never served" : "served " + ExpectedCount.count(route.served())));
        text.append(requests(served.all()));
        if (!served.missed().isEmpty()) {
            text.append("\n  Requests that came without a sandbox, and were refused:");
            served.missed().forEach(title -> text.append("\n    ").append(title));
        }
        return text.append(
                        "\n  Await what sends it by sandbox.awaitQuiescence(), or expect less: stubFor(..) expects nothing.")
                .toString();
    }

    static String miscounted(String service, RequestPattern pattern, int times, int came, List<String> all) {
        return "Expected " + ExpectedCount.count(times) + " " + Route.title(pattern) + " to \"" + service
                + "\", but it came " + (came == 0 ? "never" : ExpectedCount.count(came)) + requests(all);
    }

    private static String requests(List<String> titles) {
        return titles.isEmpty()
                ? "\n  No request came."
                : "\n  Requests that came:\n    " + String.join("\n    ", titles);
    }

    static String handlerFailed(String service, String title, Throwable failure) {
        return "A stub of \"" + service + "\" failed at " + title + ": " + failure;
    }

    /** Says that a request came for a sandbox that takes no more. */
    static Refusal late(String service, String title, SandboxEndedException reason) {
        return new Refusal(
                Refusal.ENDED, "Request to \"" + service + "\" refused: " + title + ". " + reason.getMessage());
    }

    private static String title(LoggedRequest request) {
        return request.getMethod() + " " + request.getUrl();
    }
}
