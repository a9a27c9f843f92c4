package io.isolario.core.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.NothingLeaks;
import io.isolario.core.OtherThread;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class SandboxHttpClientTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final ManagedSandbox sandbox =
            registry.open(SandboxOptions.builder("ana").build());
    private final List<List<String>> received = new CopyOnWriteArrayList<>();
    private final List<String> versions = new CopyOnWriteArrayList<>();
    private final RecordingClient below = new RecordingClient(HttpClient.newHttpClient());
    private final HttpClient client = SandboxHttpClient.wrap(below);
    private HttpServer server = newServer();

    private static HttpServer newServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void startServer() {
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestHeaders().getOrDefault("X-Isolario-Sandbox", List.of()));
            versions.add(String.valueOf(exchange.getRequestHeaders().getFirst("Accept")));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        registry.close();
    }

    @Test
    void clientSendsTheSandboxOfTheCallingThreadToLoopback() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(at("/")).header("Accept", "text/plain").build();
        try (Scope scope = sandbox.enter()) {
            client.send(request, BodyHandlers.discarding());
            client.sendAsync(request, BodyHandlers.discarding()).get(10, TimeUnit.SECONDS);
            client.sendAsync(request, BodyHandlers.discarding(), null).get(10, TimeUnit.SECONDS);
        }

        assertThat(received).hasSize(3).containsOnly(List.of(sandbox.id().value()));
        assertThat(versions).containsOnly("text/plain");
    }

    @Test
    void clientSendsNothingWithoutASandbox() throws Exception {
        client.send(HttpRequest.newBuilder(at("/")).build(), BodyHandlers.discarding());

        assertThat(received).containsExactly(List.of());
    }

    @Test
    void asynchronousRequestCarriesTheSandboxOfItsCaller() throws Exception {
        var response = OtherThread.call("asker", () -> {
            try (Scope scope = sandbox.enter()) {
                return client.sendAsync(HttpRequest.newBuilder(at("/")).build(), BodyHandlers.discarding());
            }
        });

        assertThat(response.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
        assertThat(received).containsExactly(List.of(sandbox.id().value()));
    }

    @Test
    void clientNeverSendsTheSandboxToAnotherHost() throws Exception {
        below.answersNothing();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://shop.example.org/")).build();

        try (Scope scope = sandbox.enter()) {
            assertThat(client.sendAsync(request, BodyHandlers.discarding())).isNotDone();
        }

        assertThat(below.requests()).containsExactly(request);
        assertThat(below.requests().get(0)).isSameAs(request);
        assertThat(below.requests().get(0).headers().map()).isEmpty();
    }

    @Test
    void clientKeepsTheRestOfTheRequest() throws Exception {
        below.answersNothing();
        HttpRequest request = HttpRequest.newBuilder(at("/accounts"))
                .header("X-Many", "1")
                .header("X-Many", "2")
                .timeout(Duration.ofSeconds(3))
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        try (Scope scope = sandbox.enter()) {
            assertThat(client.sendAsync(request, BodyHandlers.discarding())).isNotDone();
        }

        HttpRequest sent = below.requests().get(0);
        assertThat(sent.method()).isEqualTo("PATCH");
        assertThat(sent.uri()).isEqualTo(request.uri());
        assertThat(sent.timeout()).contains(Duration.ofSeconds(3));
        assertThat(sent.bodyPublisher()).isEqualTo(request.bodyPublisher());
        assertThat(sent.headers().allValues("X-Many")).containsExactly("1", "2");
        assertThat(sent.headers().allValues("X-Isolario-Sandbox"))
                .containsExactly(sandbox.id().value());
    }

    @Test
    void webSocketHandshakeCarriesTheSandbox() {
        try (Scope scope = sandbox.enter()) {
            shake(client.newWebSocketBuilder());
        }
        shake(client.newWebSocketBuilder());

        assertThat(received).containsExactly(List.of(sandbox.id().value()), List.of());
    }

    @Test
    void clientHasTheSettingsOfTheOriginal() {
        HttpClient plain = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(7))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpClient wrapped = SandboxHttpClient.wrap(plain);

        assertThat(wrapped.connectTimeout()).contains(Duration.ofSeconds(7));
        assertThat(wrapped.followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
        assertThat(wrapped.version()).isEqualTo(plain.version());
        assertThat(wrapped.sslContext()).isSameAs(plain.sslContext());
        assertThat(wrapped.sslParameters().getProtocols())
                .isEqualTo(plain.sslParameters().getProtocols());
        assertThat(wrapped.cookieHandler()).isEqualTo(plain.cookieHandler());
        assertThat(wrapped.proxy()).isEqualTo(plain.proxy());
        assertThat(wrapped.authenticator()).isEqualTo(plain.authenticator());
        assertThat(wrapped.executor()).isEqualTo(plain.executor());
        assertThat(wrapped).hasToString("SandboxHttpClient{" + plain + "}");
    }

    @Test
    void webSocketHandshakeKeepsTheSandboxThatTheCallerSet() {
        try (Scope scope = sandbox.enter()) {
            shake(client.newWebSocketBuilder().header("x-isolario-sandbox", "another"));
        }

        assertThat(received).containsExactly(List.of("another"));
    }

    /** The server speaks no WebSocket, so the handshake fails, but it has seen the headers by then. */
    private void shake(WebSocket.Builder builder) {
        URI uri = URI.create("ws://localhost:" + server.getAddress().getPort() + "/chat");
        var handshake = builder.connectTimeout(Duration.ofSeconds(10))
                .subprotocols("chat")
                .header("Accept", "text/plain")
                .buildAsync(uri, new WebSocket.Listener() {});

        assertThat(handshake).failsWithin(Duration.ofSeconds(10)).withThrowableOfType(ExecutionException.class);
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }
}
