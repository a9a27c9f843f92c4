package io.isolario.agent.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.core.Scope;
import io.isolario.core.work.PendingWork;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

class ReactorNettyTest extends ClientVerification {

    private final ConnectionProvider connections = ConnectionProvider.create("test", 40);
    private final HttpClient client = HttpClient.create(connections).followRedirect(true);

    @Override
    String get(String url, Map<String, String> headers) {
        @Nullable String body = body(url, headers).block();
        return String.valueOf(body);
    }

    private Mono<String> body(String url, Map<String, String> headers) {
        return client.headers(all -> headers.forEach(all::set))
                .get()
                .uri(url)
                .responseContent()
                .aggregate()
                .asString();
    }

    @Override
    void closeClient() {
        connections.disposeLater().block();
    }

    @Test
    void aRequestCountsUntilTheBodyHasArrived() throws Exception {
        CompletableFuture<String> body;
        try (Scope scope = ana.enter()) {
            body = body(allowed.url("/held"), Map.of())
                    .map(text -> text + " in " + Sandbox.current())
                    .toFuture();
        }

        assertThat(ana.pendingWork())
                .extracting(PendingWork::description)
                .contains("Request of Reactor Netty (in flight)");
        allowed.release();
        ana.awaitQuiescence();
        assertThat(body).isCompletedWithValue(id(ana) + " in " + Optional.of(ana));
    }

    @Test
    void aCancelledRequestDoesNotCount() {
        try (Scope scope = ana.enter()) {
            Disposable request = body(allowed.url("/held"), Map.of()).subscribe();
            request.dispose();
            allowed.release();
            ana.awaitQuiescence();
        }
    }

    @Test
    void aFailedRequestDoesNotCount() {
        try (Scope scope = ana.enter()) {
            CompletableFuture<String> failed =
                    body("http://127.0.0.1:1/", Map.of()).toFuture();
            ana.awaitQuiescence();
            assertThat(failed).failsWithin(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aRequestMadeInTheResponseOfAnotherCarriesTheSandbox() throws Exception {
        try (Scope scope = ana.enter()) {
            String next = body(allowed.url("/echo"), Map.of())
                    .flatMap(first -> body(allowed.url("/echo"), Map.of()))
                    .toFuture()
                    .get(10, TimeUnit.SECONDS);
            assertThat(next).isEqualTo(id(ana));
            ana.awaitQuiescence();
        }
    }
}
