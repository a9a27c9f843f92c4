package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.springboot.notes.NotesApplication;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@NotesTest
class WebSocketTest {

    @LocalServerPort
    int port;

    @RepeatedTest(4)
    void handlesMessagesInTheSandboxOfTheHandshake(ManagedSandbox sandbox) throws Exception {
        Received received = new Received();
        WebSocket socket = NotesClient.at(port).connect(received);

        socket.sendText("milk", true).join();

        assertThat(received.messages.poll(10, TimeUnit.SECONDS)).isEqualTo("2");
        assertThat(NotesClient.at(port).notes()).isEqualTo("[\"" + NotesApplication.SEED + "\",\"milk\"]");
    }

    @Test
    void closesTheConnectionWithItsSandbox(@Autowired SandboxRegistry registry) throws Exception {
        Received received = new Received();
        ManagedSandbox other =
                registry.open(SandboxOptions.builder("another test").build());
        try (Scope scope = other.enter()) {
            WebSocket socket = NotesClient.at(port).connect(received);
            socket.sendText("established", true).join();
            assertThat(received.messages.poll(10, TimeUnit.SECONDS)).isEqualTo("2");
        }

        other.close();

        assertThat(received.closed.get(10, TimeUnit.SECONDS)).isEqualTo("1001 ");
    }

    private static final class Received implements WebSocket.Listener {

        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        final CompletableFuture<String> closed = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            messages.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status + " " + reason);
            return null;
        }
    }
}
