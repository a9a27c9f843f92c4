package io.isolario.agent.carrier;

import io.isolario.agent.reflect.Members;
import io.isolario.core.CarriedWork;
import io.isolario.core.Sandbox;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HttpClient, WebSocket handshakes included. The carrier goes to the headers that the client adds itself: those are not
 * copied when it follows a redirection, so that each hop is decided anew.
 */
final class JdkClientHooks {

    private final Outbound outbound;

    JdkClientHooks(Outbound outbound) {
        this.outbound = outbound;
    }

    /** The client made its own copy of a request, or the next one of a redirection that {@code before} got. */
    @Nullable
    Object requesting(@Nullable Object request, @Nullable Object before) {
        if (!(request instanceof HttpRequest sent)
                || !outbound.mayCarry(sent.uri().getHost(), sent.headers()::allValues)) {
            return null;
        }
        String id = before == null ? null : carriedBy(before);
        Sandbox callers = CarriedWork.callersSandbox();
        if (id == null && callers != null) {
            id = callers.id().value();
        }
        if (id != null) {
            Members.call(request, "setSystemHeader", outbound.header(), id);
        }
        return null;
    }

    private @Nullable String carriedBy(Object request) {
        Object headers = Members.get(Members.get(request, "getSystemHeadersBuilder"), "map");
        return headers instanceof Map<?, ?> map
                        && map.get(outbound.header()) instanceof List<?> values
                        && !values.isEmpty()
                ? String.valueOf(values.get(0))
                : null;
    }

    /** A request was sent without waiting for the response. */
    @SuppressWarnings("FutureReturnValueIgnored") // Whoever sent the request has the future.
    @Nullable
    Object sent(@Nullable Object request, @Nullable Object response) {
        Sandbox sandbox = CarriedWork.callersSandbox();
        if (sandbox != null
                && request instanceof HttpRequest sent
                && response instanceof CompletableFuture<?> future
                && !future.isDone()) {
            InFlight inFlight = new InFlight(sandbox, sent.method() + " " + sent.uri());
            future.whenComplete((result, failure) -> inFlight.arrived());
        }
        return null;
    }
}
