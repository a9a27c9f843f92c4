package io.isolario.http;

import com.google.errorprone.annotations.CheckReturnValue;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP API of sandboxes, and how a request gets its sandbox. For adapters of web servers; applications have a filter.
 *
 * <p>An adapter first asks for the {@link #answer} of each request, and if there is none {@link #admit admits} it. Thread-safe.
 */
public final class SandboxEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxEndpoint.class);

    private final EndpointSettings settings;
    private final List<Route> routes;
    private final Optional<PhoenixApi> phoenix;
    private final Gatekeeper gatekeeper;
    private final Origins origins;
    private final Hosts hosts;
    private final Admissions admissions;
    private final SuspendedRequests suspended = new SuspendedRequests();
    private final String vary;

    SandboxEndpoint(EndpointSettings settings) {
        RemoteSandboxes sandboxes = new RemoteSandboxes(settings, suspended);
        this.settings = settings;
        this.routes = Routes.of(settings, sandboxes);
        this.phoenix = settings.phoenix().map(plug -> new PhoenixApi(plug, sandboxes));
        this.gatekeeper = new Gatekeeper(settings.secret());
        this.origins = new Origins(settings);
        this.hosts = new Hosts(settings);
        this.admissions = new Admissions(settings, hosts);
        this.vary = String.join(", ", settings.deciding());
    }

    /** Returns a builder for an endpoint that opens and finds sandboxes of {@code registry}. */
    @CheckReturnValue
    public static SandboxEndpointBuilder builder(SandboxRegistry registry) {
        return new SandboxEndpointBuilder(registry);
    }

    /** Returns the name of the header that carries a sandbox, and names it in responses. */
    public String header() {
        return settings.carriers().header();
    }

    /**
     * Returns the headers that decide in which sandbox a request is served, if in any. The response to each request of the application
     * names them in {@code Vary}, so that what a browser or a proxy keeps of it is not shown in another sandbox.
     */
    public String vary() {
        return vary;
    }

    /** Returns whether a request is for the endpoint itself, which then has to answer it. */
    public boolean takes(ApiRequest call) {
        return isOurs(PathCarrier.canonical(call.path()))
                || (phoenix.isPresent() && phoenix.get().takes(call));
    }

    /** Whatever a container might route to the root of the API is the API's, but requests that the root only carries a sandbox for. */
    private boolean isOurs(String path) {
        String root = settings.root();
        return path.equals(settings.path())
                || path.startsWith(settings.path() + "/")
                || ((path.equals(root) || path.startsWith(root + "/")) && !PathCarrier.isBelow(root, path));
    }

    /** Answers a request that it {@link #takes}. May wait, as ending a sandbox does. */
    public ApiResponse answer(ApiRequest call) throws IOException {
        ApiResponse answer;
        try {
            answer = answered(call);
        } catch (ProblemException e) {
            ApiResponse problem = e.problem().answer(call);
            answer = e.problem().status() == HttpProblem.SERVICE_UNAVAILABLE
                    ? problem.with("Retry-After", "1")
                    : problem;
        } catch (RuntimeException failure) {
            LOG.warn("{} {} of the HTTP API failed", call.method(), call.path(), failure);
            answer = HttpProblem.of(
                            HttpProblem.FAILED,
                            "failed",
                            "Failed",
                            "The call failed: " + failure + ". The log of the application has the stack.")
                    .answer(call);
        }
        return origins.withHeaders(call, answer.with("Cache-Control", "no-store"));
    }

    private ApiResponse answered(ApiRequest call) throws IOException {
        hosts.admit(call);
        if (origins.isPreflight(call) && origins.allowedOrigin(call).isPresent()) {
            return origins.preflight(call);
        }
        gatekeeper.admit(call);
        origins.admit(call);
        if (phoenix.isPresent() && phoenix.get().takes(call)) {
            return phoenix.get().answer(call);
        }
        String wanted = call.path();
        for (Route route : routes) {
            Optional<List<String>> variables =
                    route.method().equals(call.method()) ? route.match(wanted) : Optional.empty();
            if (variables.isPresent()) {
                return route.handler().answer(call, variables.get());
            }
        }
        return noRoute(call);
    }

    private ApiResponse noRoute(ApiRequest call) {
        List<String> methods = routes.stream()
                .filter(route -> route.match(call.path()).isPresent())
                .map(Route::method)
                .distinct()
                .sorted()
                .toList();
        if (methods.isEmpty()) {
            return HttpProblem.of(
                            HttpProblem.NOT_FOUND,
                            "no-call",
                            "No such call",
                            "The HTTP API of sandboxes has nothing at " + call.path() + ". GET " + settings.root()
                                    + "/openapi.json describes what it has.")
                    .answer(call);
        }
        return HttpProblem.of(
                        HttpProblem.METHOD_NOT_ALLOWED,
                        "method",
                        "Method not allowed",
                        "There is no " + call.method() + " of " + call.path() + ". Use " + String.join(" or ", methods)
                                + ".")
                .answer(call)
                .with("Allow", String.join(", ", methods));
    }

    /** Decides what becomes of a request that is for the application. */
    public Admission admit(ApiRequest call) {
        return admissions.admit(call);
    }

    /** Returns what the sender of a request is told whose sandbox has ended while it was under way. */
    public ApiResponse refusal(io.isolario.core.IsolarioException failure, ManagedSandbox sandbox, ApiRequest call) {
        return HttpProblem.ofUse(failure, sandbox.id().value()).answer(call);
    }

    /** Returns whether a page of another origin that may use the application with sandboxes has sent the request. */
    public boolean isOfAllowedOrigin(ApiRequest call) {
        return origins.allowedOrigin(call).isPresent();
    }

    /**
     * Says that a stream of events goes on, which is no work of its sandbox as long as nothing happens. It is ended when its sandbox
     * begins to end.
     *
     * @param end ends the stream; called once at most, on another thread
     * @return takes it out again when it has ended otherwise
     */
    public Runnable addStream(ManagedSandbox sandbox, Runnable end) {
        return suspended.addStream(sandbox, end);
    }

    /**
     * Says that a request goes on although no thread handles it now. It is ended after its sandbox if it has not ended before.
     *
     * @param end ends the request; called once at most, on another thread
     * @return takes it out again when it goes on, or has ended otherwise
     */
    public Runnable addSuspended(ManagedSandbox sandbox, Runnable end) {
        return suspended.addOther(sandbox, end);
    }

    /** Returns every call of the API as its method and its path, for those who check that all are described. */
    List<String> calls() {
        return routes.stream()
                .map(route -> route.method() + " " + route.template())
                .toList();
    }

    @Override
    public String toString() {
        return "api=" + settings.path() + ", header=" + header();
    }
}
