package io.isolario.springboot.web;

import io.isolario.core.ManagedSandbox;
import io.isolario.http.Admission;
import io.isolario.http.ApiResponse;
import io.isolario.http.SandboxEndpoint;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Runs each request in the sandbox whose carrier it has, and serves the HTTP API of sandboxes, without the Servlet API. */
final class SandboxWebFilter implements WebFilter, Ordered {

    private static final byte[] NO_BODY = {};
    private static final int LARGEST_BODY = 1024 * 1024;
    private static final double NANOS_PER_MILLI = 1_000_000.0;

    private final SandboxEndpoint endpoint;

    SandboxWebFilter(SandboxEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        long start = System.nanoTime();
        ReactiveCall call = new ReactiveCall(exchange.getRequest(), NO_BODY);
        if (endpoint.takes(call)) {
            return answer(exchange);
        }
        exchange.getResponse().getHeaders().add("Vary", endpoint.vary());
        Admission admission = endpoint.admit(call);
        if (admission instanceof Admission.Refused refused) {
            return write(exchange.getResponse(), refused.answer());
        }
        if (admission instanceof Admission.Admitted admitted) {
            double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
            return bind(admitted, exchange, chain, String.format(Locale.ROOT, "isolario;dur=%.3f", millis));
        }
        return chain.filter(exchange);
    }

    private Mono<Void> bind(
            Admission.Admitted admitted, ServerWebExchange exchange, WebFilterChain chain, String timing) {
        ManagedSandbox sandbox = admitted.sandbox();
        exchange.getResponse().getHeaders().set(endpoint.header(), sandbox.id().value());
        exchange.getResponse().getHeaders().add("Server-Timing", timing);
        ServerWebExchange seen = admitted.pathPrefix()
                .map(prefix -> withoutPrefix(exchange, prefix))
                .orElse(exchange);
        return Mono.defer(() -> new ReactiveRequest(endpoint, sandbox, exchange).handle(chain.filter(seen)))
                .onErrorResume(
                        io.isolario.core.SandboxEndedException.class,
                        ended -> exchange.getResponse().isCommitted()
                                ? Mono.error(ended)
                                : write(
                                        exchange.getResponse(),
                                        endpoint.refusal(
                                                ended, sandbox, new ReactiveCall(exchange.getRequest(), NO_BODY))));
    }

    private static ServerWebExchange withoutPrefix(ServerWebExchange exchange, String prefix) {
        ServerHttpRequest request = exchange.getRequest();
        String contextPath = request.getPath().contextPath().value();
        String rest = request.getPath().pathWithinApplication().value().substring(prefix.length());
        String path = contextPath + (rest.startsWith("/") ? rest : "/" + rest);
        return exchange.mutate()
                .request(request.mutate().path(path).contextPath(contextPath).build())
                .build();
    }

    /** On a thread that may wait, as the end of a sandbox does. */
    private Mono<Void> answer(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return DataBufferUtils.join(request.getBody(), LARGEST_BODY)
                .map(SandboxWebFilter::bytes)
                .onErrorReturn(DataBufferLimitException.class, new byte[LARGEST_BODY + 1])
                .defaultIfEmpty(NO_BODY)
                .publishOn(Schedulers.boundedElastic())
                .<ApiResponse>handle((body, sink) -> {
                    try {
                        sink.next(endpoint.answer(new ReactiveCall(request, body)));
                    } catch (java.io.IOException failure) {
                        sink.error(failure);
                    }
                })
                .flatMap(answer -> write(exchange.getResponse(), answer));
    }

    private static byte[] bytes(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    private static Mono<Void> write(ServerHttpResponse response, ApiResponse answer) {
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        answer.headers()
                .forEach((name, values) ->
                        values.forEach(value -> response.getHeaders().add(name, value)));
        if (answer.contentType().isEmpty()) {
            return response.setComplete();
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.getHeaders().set("Content-Type", answer.contentType());
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    /** Returns the sandbox in which a chain of signals runs; empty for none. */
    static Optional<ManagedSandbox> sandboxOf(reactor.util.context.ContextView context) {
        return context.getOrEmpty(SandboxThreadLocalAccessor.KEY);
    }
}
