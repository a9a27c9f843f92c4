package io.isolario.agent.carrier;

import io.isolario.agent.hook.point.CarrierPoints;
import io.isolario.agent.hook.point.HookRegistry;
import io.isolario.agent.reflect.Members;
import io.isolario.core.CarriedWork;
import io.isolario.core.ManagedSandbox;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HttpClient, WebSocket handshakes included. The carrier is one of the headers that the client itself adds: those are not
 * copied when it follows a redirection, so each hop is decided separately.
 */
final class JdkClientHooks {

    private final CarrierPolicy policy;

    JdkClientHooks(CarrierPolicy policy) {
        this.policy = policy;
    }

    void registerIn(HookRegistry registry) {
        String library = "java.net.http.HttpClient";
        String wayOut = "Use SandboxHttpClient.wrap(client).";
        registry.register(CarrierPoints.JDK_REQUEST, this::requesting, library, wayOut);
        registry.register(CarrierPoints.JDK_SENT, this::sent, library, wayOut);
    }

    /** The client has copied a request, or {@code before} was redirected to this one. */
    private void requesting(Object request, @Nullable Object before) {
        if (!(request instanceof HttpRequest sent)
                || !policy.mayCarry(sent.uri().getHost(), sent.headers()::allValues)) {
            return;
        }
        String id = before == null ? null : carriedBy(before);
        ManagedSandbox callers = CarriedWork.callersSandbox();
        if (id == null && callers != null) {
            id = callers.id().value();
        }
        if (id != null) {
            Members.call(request, "setSystemHeader", policy.header(), id);
        }
    }

    private @Nullable String carriedBy(Object request) {
        Object headers = Members.get(Members.get(request, "getSystemHeadersBuilder"), "map");
        return headers instanceof Map<?, ?> map
                        && map.get(policy.header()) instanceof List<?> values
                        && !values.isEmpty()
                ? String.valueOf(values.get(0))
                : null;
    }

    /** A request was sent, and its caller does not wait for the response. */
    @SuppressWarnings("FutureReturnValueIgnored") // The caller has the future.
    private void sent(Object request, Object response) {
        ManagedSandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox != null
                && request instanceof HttpRequest sent
                && response instanceof CompletableFuture<?> future
                && !future.isDone()) {
            RequestInFlight inFlight = new RequestInFlight(sandbox, sent.method() + " " + sent.uri());
            future.whenComplete((result, failure) -> inFlight.arrived());
        }
    }
}
