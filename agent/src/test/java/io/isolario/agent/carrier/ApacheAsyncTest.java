package io.isolario.agent.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.core.Scope;
import io.isolario.core.work.PendingWork;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApacheAsyncTest extends ClientVerification {

    private final CloseableHttpAsyncClient client = HttpAsyncClients.custom()
            .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(20)
                    .build())
            .build();

    /** The event loops of the client are started by a task of a sandbox. */
    @BeforeEach
    void startInASandbox() {
        try (Scope scope = ana.enter()) {
            client.start();
        }
    }

    @Override
    String get(String url, Map<String, String> headers) throws Exception {
        return client.execute(request(url, headers), null)
                .get(10, TimeUnit.SECONDS)
                .getBodyText();
    }

    private static SimpleHttpRequest request(String url, Map<String, String> headers) {
        SimpleRequestBuilder builder = SimpleRequestBuilder.get(url);
        headers.forEach(builder::setHeader);
        return builder.build();
    }

    @Override
    void closeClient() {
        client.close(CloseMode.GRACEFUL);
    }

    @Test
    void anAsynchronousRequestCountsUntilItsCallbackHasRun() {
        CompletableFuture<String> body = new CompletableFuture<>();
        Future<SimpleHttpResponse> response;
        try (Scope scope = ana.enter()) {
            response = client.execute(request(allowed.url("/held"), Map.of()), completing(body));
        }

        assertThat(ana.pendingWork())
                .extracting(PendingWork::description)
                .contains("Request of InternalHttpAsyncClient (in flight)");
        allowed.release();
        ana.awaitQuiescence();
        assertThat(body).isCompletedWithValue(id(ana) + " in " + Optional.of(ana));
        assertThat(response).isDone();
    }

    @Test
    void aCancelledAsynchronousRequestDoesNotCount() {
        try (Scope scope = ana.enter()) {
            Future<SimpleHttpResponse> response = client.execute(request(allowed.url("/held"), Map.of()), null);
            response.cancel(true);
            allowed.release();
            ana.awaitQuiescence();
        }
    }

    @Test
    void anAsynchronousRequestOfAClosedClientDoesNotCount() {
        client.close(CloseMode.GRACEFUL);

        try (Scope scope = ana.enter()) {
            Future<SimpleHttpResponse> refused = client.execute(request(allowed.url("/echo"), Map.of()), null);
            assertThat(refused).failsWithin(10, TimeUnit.SECONDS);
            ana.awaitQuiescence();
        }
    }

    @Test
    void aReusedContextCarriesTheSandboxOfTheLatestCaller() throws Exception {
        HttpClientContext context = HttpClientContext.create();
        try (Scope scope = ana.enter()) {
            assertThat(getWith(context)).isEqualTo(id(ana));
        }
        try (Scope scope = bob.enter()) {
            assertThat(getWith(context)).isEqualTo(id(bob));
        }
        assertThat(getWith(context)).isEqualTo(EchoServer.NOTHING);
    }

    private String getWith(HttpClientContext context) throws Exception {
        return client.execute(request(allowed.url("/echo"), Map.of()), context, null)
                .get(10, TimeUnit.SECONDS)
                .getBodyText();
    }

    private static FutureCallback<SimpleHttpResponse> completing(CompletableFuture<String> body) {
        return new FutureCallback<>() {
            @Override
            public void completed(SimpleHttpResponse response) {
                body.complete(response.getBodyText() + " in " + Sandbox.current());
            }

            @Override
            public void failed(@Nullable Exception failure) {
                body.completeExceptionally(new IllegalStateException(failure));
            }

            @Override
            public void cancelled() {
                body.cancel(false);
            }
        };
    }
}
