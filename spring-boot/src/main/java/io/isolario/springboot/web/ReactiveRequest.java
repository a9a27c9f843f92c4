package io.isolario.springboot.web;

import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.work.Work;
import io.isolario.core.work.WorkKind;
import io.isolario.http.SandboxEndpoint;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;

/**
 * A request in its sandbox, from its subscription until it has ended in whatever way.
 *
 * <p>It is work meanwhile, but not once it has become a stream of events or a WebSocket: these may go on for ever, and end with their
 * sandbox.
 */
final class ReactiveRequest {

    private final SandboxEndpoint endpoint;
    private final ManagedSandbox sandbox;
    private final ServerHttpResponse response;
    private final boolean socket;
    private final String description;
    private final long beganNanos = System.nanoTime();
    private final Work work;
    // Written when the response is committed; the server may have taken the response back when the request ends.
    private volatile String status = "200";
    private final Sinks.Empty<Void> left = Sinks.empty();
    private final AtomicReference<Runnable> registration = new AtomicReference<>(() -> {});

    ReactiveRequest(SandboxEndpoint endpoint, ManagedSandbox sandbox, ServerWebExchange exchange) {
        this.endpoint = endpoint;
        this.sandbox = sandbox;
        this.response = exchange.getResponse();
        this.socket =
                "websocket".equalsIgnoreCase(exchange.getRequest().getHeaders().getFirst(HttpHeaders.UPGRADE));
        this.description = exchange.getRequest().getMethod() + " "
                + exchange.getRequest().getPath().value();
        this.work = sandbox.begin(WorkKind.REQUEST, description);
    }

    Mono<Void> handle(Mono<Void> handler) {
        if (socket) {
            becomeStream();
        } else {
            registration.set(endpoint.addSuspended(sandbox, this::leave));
            response.beforeCommit(() -> Mono.fromRunnable(this::committing));
        }
        return handler.takeUntilOther(left.asMono())
                .contextWrite(context -> context.put(SandboxThreadLocalAccessor.KEY, sandbox))
                .doFinally(this::end);
    }

    private void committing() {
        Optional.ofNullable(response.getStatusCode()).ifPresent(code -> status = "" + code.value());
        boolean events = Optional.ofNullable(response.getHeaders().getContentType())
                .filter(MediaType.TEXT_EVENT_STREAM::isCompatibleWith)
                .isPresent();
        if (events) {
            becomeStream();
        }
    }

    private void becomeStream() {
        registration.getAndSet(endpoint.addStream(sandbox, this::leave)).run();
        work.end();
    }

    private void leave() {
        sandbox.journal().add(JournalKind.REQUEST, description + " was ended with its sandbox");
        left.tryEmitEmpty();
    }

    private void end(SignalType signal) {
        registration.getAndSet(() -> {}).run();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
        String outcome = signal == SignalType.ON_COMPLETE ? status : signal.toString();
        sandbox.journal().add(JournalKind.REQUEST, description + " -> " + outcome + " in " + millis + " ms");
        sandbox.touch();
        work.end();
    }
}
