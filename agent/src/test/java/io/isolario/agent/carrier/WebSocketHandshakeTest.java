package io.isolario.agent.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.agent.Attached;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server refuses the upgrade, and answers with the carrier of the handshake. */
@ExtendWith(Attached.class)
class WebSocketHandshakeTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("chat").build();
    private final ManagedSandbox ana =
            registry.open(SandboxOptions.builder("ana").build());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aHandshakeCarriesTheSandboxToAllowedHostsOnly() throws Exception {
        try (EchoServer allowed = new EchoServer("127.0.0.1");
                EchoServer foreign = new EchoServer("127.0.0.2");
                Scope scope = ana.enter()) {
            assertThat(answerTo(allowed)).isEqualTo(ana.id().value());
            assertThat(answerTo(foreign)).isEqualTo(EchoServer.NOTHING);
        }
    }

    private String answerTo(EchoServer server) throws Exception {
        URI uri = URI.create(server.url("/echo").replace("http:", "ws:"));
        CompletableFuture<WebSocket> refused =
                client.newWebSocketBuilder().buildAsync(uri, new WebSocket.Listener() {});
        try {
            refused.get(10, TimeUnit.SECONDS);
            throw new AssertionError("the server took the upgrade");
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof WebSocketHandshakeException refusal) {
                return String.valueOf(refusal.getResponse().body());
            }
            throw failure;
        }
    }
}
