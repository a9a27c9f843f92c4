package io.isolario.agent.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.agent.Attached;
import io.isolario.core.JournalEntry;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxId;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.core.carrier.Carriers;
import io.isolario.core.work.PendingWork;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Selector;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Attached.class)
class HttpServerTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ManagedSandbox ana =
            registry.open(SandboxOptions.builder("ana").build());
    private final HttpClient client = HttpClient.newHttpClient();
    private EchoServer server;

    @BeforeEach
    void start() throws IOException {
        server = new EchoServer("127.0.0.1");
    }

    @AfterEach
    void close() {
        server.close();
        registry.close();
    }

    @Test
    void aRequestIsHandledInTheSandboxThatItCarries() throws Exception {
        HttpResponse<String> response = get("/bound", ana.id().value());

        assertThat(response.body()).isEqualTo(ana.id().value());
        assertThat(response.headers().allValues(Carriers.DEFAULT_HEADER))
                .containsExactly(ana.id().value());
        ana.awaitQuiescence();
        assertThat(ana.journal().entries()).extracting(JournalEntry::text).anySatisfy(text -> assertThat(text)
                .startsWith("GET /bound -> 200 in "));
    }

    @Test
    void aRequestWithoutACarrierIsHandledOutsideEverySandbox() throws Exception {
        assertThat(get("/bound", ana.id().value()).body()).isEqualTo(ana.id().value());

        assertThat(client.send(
                                HttpRequest.newBuilder(URI.create(server.url("/bound")))
                                        .build(),
                                BodyHandlers.ofString())
                        .body())
                .isEqualTo(EchoServer.NOTHING);
    }

    @Test
    void anUnknownSandboxIdIsRefused() throws Exception {
        String id = SandboxId.random().value();

        HttpResponse<String> response = get("/bound", id);

        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body())
                .isEqualTo("{\"type\":\"urn:isolario:problem:unknown\",\"title\":\"Unknown sandbox\",\"status\":410,"
                        + "\"detail\":\"No sandbox " + id
                        + " in this JVM: it was never opened here, or the application was"
                        + " restarted since. Open a sandbox first (SandboxRegistry.open).\",\"sandbox\":\"" + id
                        + "\",\"reason\":\"unknown\"}");
    }

    @Test
    void aMalformedSandboxIdIsRefused() throws Exception {
        HttpResponse<String> response = get("/bound", "ana");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"type\":\"urn:isolario:problem:malformed\"");
    }

    @Test
    void theIdOfAnEndedSandboxIsRefused() throws Exception {
        ana.close();

        HttpResponse<String> response = get("/bound", ana.id().value());

        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.body())
                .startsWith("{\"type\":\"urn:isolario:problem:closed\",\"title\":\"Sandbox ended\",\"status\":410,");
    }

    @Test
    void aRequestCountsUntilItIsHandled() throws Exception {
        CompletableFuture<HttpResponse<String>> response =
                client.sendAsync(request("/held", ana.id().value()), BodyHandlers.ofString());
        Awaitility.await()
                .until(() ->
                        ana.pendingWork().stream().map(PendingWork::description).anyMatch("GET /held"::equals));

        server.release();

        assertThat(response.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        ana.awaitQuiescence();
    }

    @Test
    void aRequestThatFailsDoesNotCountAnyMore() {
        CompletableFuture<HttpResponse<String>> response =
                client.sendAsync(request("/failing", ana.id().value()), BodyHandlers.ofString());

        assertThat(response).failsWithin(10, TimeUnit.SECONDS);
        ana.awaitQuiescence();
        assertThat(ana.journal().entries()).extracting(JournalEntry::text).anySatisfy(text -> assertThat(text)
                .startsWith("GET /failing -> java.io.IOException: the handler fails in "));
    }

    @Test
    void aServerDoesNotCountInTheSandboxThatStartsIt() throws Exception {
        try (Scope scope = ana.enter();
                EchoServer started = new EchoServer("127.0.0.1")) {
            assertThat(client.send(
                                    HttpRequest.newBuilder(URI.create(started.url("/bound")))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .isEqualTo(ana.id().value());
            ana.awaitQuiescence();
        }
    }

    @Test
    void anEventLoopOfTheApplicationBelongsToNoSandbox() throws Exception {
        try (Selector selector = Selector.open()) {
            CompletableFuture<Optional<ManagedSandbox>> afterwards = new CompletableFuture<>();
            Thread loop;
            try (Scope scope = ana.enter()) {
                loop = new Thread(() -> {
                    try {
                        selector.select();
                        afterwards.complete(ManagedSandbox.current());
                    } catch (IOException failure) {
                        afterwards.completeExceptionally(failure);
                    }
                });
                loop.start();
            }
            ana.awaitQuiescence();

            selector.wakeup();
            assertThat(afterwards.get(10, TimeUnit.SECONDS)).isEmpty();
            loop.join();
        }
    }

    private HttpResponse<String> get(String path, String carried) throws Exception {
        return client.send(request(path, carried), BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String carried) {
        return HttpRequest.newBuilder(URI.create(server.url(path)))
                .header(Carriers.DEFAULT_HEADER, carried)
                .build();
    }
}
