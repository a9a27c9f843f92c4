package io.isolario.agent.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

class OkHttpTest extends ClientVerification {

    private final Dispatcher dispatcher = new Dispatcher();
    private final OkHttpClient client =
            new OkHttpClient.Builder().dispatcher(dispatcher).build();

    @Override
    String get(String url, Map<String, String> headers) throws Exception {
        try (Response response = client.newCall(request(url, headers)).execute()) {
            return response.body().string();
        }
    }

    private static Request request(String url, Map<String, String> headers) {
        Request.Builder builder = new Request.Builder().url(url);
        headers.forEach(builder::header);
        return builder.build();
    }

    @Override
    void closeClient() {
        dispatcher.executorService().shutdown();
        client.connectionPool().evictAll();
    }

    @Test
    void anAsynchronousCallCountsUntilItsCallbackHasRun() {
        CompletableFuture<String> body;
        try (Scope scope = ana.enter()) {
            body = enqueue(allowed.url("/held"));
        }

        assertThat(ana.pendingWork()).isNotEmpty();
        assertThat(bob.pendingWork()).isEmpty();
        allowed.release();
        ana.awaitQuiescence();
        assertThat(body).isCompletedWithValue(id(ana) + " in " + Optional.of(ana));
    }

    @Test
    void aQueuedCallRunsInTheSandboxOfItsOwnCaller() throws Exception {
        dispatcher.setMaxRequests(1);
        List<CompletableFuture<String>> bodies = new ArrayList<>();
        List<ManagedSandbox> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ManagedSandbox sandbox =
                    registry.open(SandboxOptions.builder("test " + i).build());
            callers.add(sandbox);
            try (Scope scope = sandbox.enter()) {
                bodies.add(enqueue(allowed.url("/held")));
            }
        }

        allowed.release();

        for (int i = 0; i < 8; i++) {
            callers.get(i).awaitQuiescence();
            assertThat(bodies.get(i)).isCompletedWithValue(id(callers.get(i)) + " in " + Optional.of(callers.get(i)));
        }
    }

    @Test
    void aRejectedCallDoesNotCount() {
        dispatcher.executorService().shutdown();

        try (Scope scope = ana.enter()) {
            CompletableFuture<String> rejected = enqueue(allowed.url("/echo"));
            ana.awaitQuiescence();
            assertThat(rejected).failsWithin(10, TimeUnit.SECONDS);
        }
    }

    private CompletableFuture<String> enqueue(String url) {
        CompletableFuture<String> body = new CompletableFuture<>();
        client.newCall(request(url, Map.of())).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException failure) {
                body.completeExceptionally(failure);
            }

            @Override
            public void onResponse(Call call, Response response) throws IOException {
                body.complete(response.body().string() + " in " + ManagedSandbox.current());
            }
        });
        return body;
    }
}
