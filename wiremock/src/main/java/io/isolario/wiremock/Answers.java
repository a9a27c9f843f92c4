package io.isolario.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.wiremock.route.Route;
import io.isolario.wiremock.route.RouteBook;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides on the answer to each request of one service in one sandbox, and remembers what the test has to know at its end. */
final class Answers implements Engine.Answering {

    /** Marks an answer that is worked out by code; no extension of this name exists, so WireMock passes it by. */
    static final String HANDLER = "isolario-handler";

    private static final Logger LOG = LoggerFactory.getLogger(SandboxStubs.class);

    private final ManagedSandbox sandbox;
    private final Service service;
    private final ServiceState state;
    private final Map<String, Stubs.Handler> handlers = new ConcurrentHashMap<>();
    private final ServedRequests served = new ServedRequests();
    // Written once, right after construction: the engine needs this object first.
    private volatile @Nullable Engine engine;
    private volatile @Nullable Path recordingFile;

    Answers(ManagedSandbox sandbox, Service service, ServiceState state) {
        this.sandbox = sandbox;
        this.service = service;
        this.state = state;
    }

    void attach(Engine value) {
        engine = value;
    }

    private Engine engine() {
        Engine attached = engine;
        if (attached == null) {
            throw new IllegalStateException("The stubs of \"" + service.name() + "\" are not open yet.");
        }
        return attached;
    }

    String register(Stubs.Handler handler) {
        String key = UUID.randomUUID().toString();
        handlers.put(key, handler);
        return key;
    }

    void record(Path file) {
        recordingFile = file;
    }

    void skipVerification() {
        served.skipVerification();
    }

    /** Remembers a request, whatever became of it. */
    void came(Request request) {
        served.came(request.getMethod() + " " + request.getUrl());
    }

    List<String> requests() {
        return served.all();
    }

    /** Remembers that a request without a sandbox was refused which would have been answered here. */
    void wasMissed(String title) {
        served.missed(title);
        sandbox.journal()
                .add(JournalKind.STUB, service.name() + ": " + title + " came without a sandbox, and was refused");
    }

    /** Returns why a request was refused. */
    Refusal refusal(UUID event) {
        return new Refusal(Refusal.NO_STUB, served.unexpected(event));
    }

    @Override
    public ResponseDefinition answer(RouteBook.Served matched) {
        LoggedRequest request = matched.event().getRequest();
        came(request);
        Optional<URI> real = state.real();
        Route route = matched.route();
        if (route == null ? real.isEmpty() : route.times().isNever()) {
            return refused(matched.event().getId(), request, route);
        }
        return real.map(Answers::passedOn)
                .orElseGet(() -> stubbed(matched.event().getResponseDefinition(), request));
    }

    private ResponseDefinition refused(UUID event, LoggedRequest request, @Nullable Route never) {
        String message = StubReport.unexpected(sandbox, service, request, engine(), never);
        if (!served.refused(event, message)) {
            sandbox.fail(message, new IllegalStateException("It came when the stubs had been verified."));
        }
        return ResponseDefinition.notConfigured();
    }

    private static ResponseDefinition passedOn(URI url) {
        String base = url.toString();
        return aResponse()
                .proxiedFrom(base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                .build();
    }

    private ResponseDefinition stubbed(ResponseDefinition definition, LoggedRequest request) {
        Parameters parameters = definition.getTransformerParameters();
        Object key = parameters == null ? null : parameters.get(HANDLER);
        Stubs.Handler handler = key == null ? null : handlers.get(key.toString());
        if (handler == null) {
            return definition;
        }
        try {
            return handler.answer(request).build();
        } catch (Exception | Error failure) {
            return aResponse()
                    .withStatus(Refusal.HANDLER_FAILED)
                    .withBody(failTest(request, failure))
                    .build();
        }
    }

    /** Fails the test for what a matcher or an extension threw, and returns what the client is told. */
    Response failed(Request request, Throwable failure) {
        return Response.response()
                .status(Refusal.HANDLER_FAILED)
                .body(failTest(request, failure))
                .build();
    }

    private String failTest(Request request, Throwable failure) {
        String message =
                StubReport.handlerFailed(service.name(), request.getMethod() + " " + request.getUrl(), failure);
        sandbox.fail(message, failure);
        return message;
    }

    /** Ends the verification, and returns what came and nobody expected. */
    List<String> unexpected() {
        List<String> unexpected = served.close();
        return served.isVerificationSkipped() ? List.of() : unexpected;
    }

    /** Returns what the test has to fail for; reports what was not used, and writes the recording if there is one. */
    List<String> verify() {
        List<String> unexpected = unexpected();
        List<String> unmet = unmet();
        Path file = recordingFile;
        if (file != null) {
            Recording.write(engine(), file);
        }
        if (served.isVerificationSkipped()) {
            return List.of();
        }
        if (file == null) {
            reportUnused();
        }
        return Stream.concat(unexpected.stream(), unmet.stream()).toList();
    }

    private void reportUnused() {
        engine().routes().all().stream()
                .filter(route -> !route.times().isExpectation() && route.served() == 0)
                .forEach(this::reportUnused);
    }

    private List<String> unmet() {
        RouteBook routes = engine().routes();
        return routes.ask(() -> routes.all().stream()
                .filter(Route::isUnmet)
                .map(route -> StubReport.unmet(sandbox, service, route, served))
                .toList());
    }

    private void reportUnused(Route route) {
        sandbox.journal().add(JournalKind.STUB, service.name() + ": " + route.title() + " was never used");
        LOG.warn("Stub {} of \"{}\" in sandbox {} was never used.", route.title(), service.name(), sandbox);
    }
}
