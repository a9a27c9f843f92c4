package io.isolario.agent.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Scope;
import io.isolario.core.carrier.SandboxHttpClient;
import io.isolario.core.work.PendingWork;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JdkClientTest extends ClientVerification {

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();

    @Override
    String get(String url, Map<String, String> headers) throws Exception {
        return client.send(request(url, headers), BodyHandlers.ofString()).body();
    }

    private static HttpRequest request(String url, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url));
        headers.forEach(builder::header);
        return builder.build();
    }

    @Override
    void closeClient() {
        // On JDK 17 a client ends only when it is unreachable.
    }

    @Test
    void aWrappedClientSendsOneCarrier() throws Exception {
        HttpClient wrapped = SandboxHttpClient.wrap(client);

        try (Scope scope = ana.enter()) {
            assertThat(wrapped.send(request(allowed.url("/echo"), Map.of()), BodyHandlers.ofString())
                            .body())
                    .isEqualTo(id(ana));
        }
    }

    @Test
    void theRequestOfTheCallerIsNotChanged() throws Exception {
        HttpRequest request = request(allowed.url("/echo"), Map.of());

        try (Scope scope = ana.enter()) {
            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo(id(ana));
        }
        assertThat(request.headers().map()).isEmpty();
        try (Scope scope = bob.enter()) {
            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo(id(bob));
        }
    }

    @Test
    void anAsynchronousRequestCountsUntilTheResponseHasArrived() throws Exception {
        CompletableFuture<String> body;
        try (Scope scope = ana.enter()) {
            body = client.sendAsync(request(allowed.url("/held"), Map.of()), BodyHandlers.ofString())
                    .thenApply(HttpResponse::body);
        }

        assertThat(ana.pendingWork())
                .extracting(PendingWork::description)
                .contains("GET " + allowed.url("/held") + " (in flight)");
        allowed.release();
        ana.awaitQuiescence();
        assertThat(body).isCompletedWithValue(id(ana));
    }

    @Test
    void aFailedAsynchronousRequestDoesNotCount() {
        try (Scope scope = ana.enter()) {
            CompletableFuture<HttpResponse<String>> failed =
                    client.sendAsync(request("http://127.0.0.1:1/", Map.of()), BodyHandlers.ofString());
            ana.awaitQuiescence();
            assertThat(failed).isCompletedExceptionally();
        }
    }

    @Test
    void stagesAfterTheResponseRunInTheSandbox() throws Exception {
        try (Scope scope = ana.enter()) {
            String next = client.sendAsync(request(allowed.url("/echo"), Map.of()), BodyHandlers.ofString())
                    .thenCompose(response ->
                            client.sendAsync(request(allowed.url("/echo"), Map.of()), BodyHandlers.ofString()))
                    .thenApply(HttpResponse::body)
                    .get(10, TimeUnit.SECONDS);
            assertThat(next).isEqualTo(id(ana));
            ana.awaitQuiescence();
        }
    }
}
