package io.isolario.springboot.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

class SandboxWebSocketHandlerTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final List<String> handled = new ArrayList<>();
    private final SandboxWebSocketHandler handler = new SandboxWebSocketHandler(new Recording());

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void handlesMessagesWithoutASandboxOutsideEverySandbox() throws Exception {
        handler.handleMessage(aSession(Map.of()), new TextMessage("hello"));

        assertThat(handled).containsExactly("hello in Optional.empty");
    }

    @Test
    void countsAMessageAsWorkOfItsSandbox() throws Exception {
        try (ManagedSandbox sandbox = aSandbox()) {
            handler.handleMessage(aSessionOf(sandbox), new TextMessage("hello"));

            assertThat(handled).containsExactly("hello in Optional[" + sandbox + "]");
            assertThat(sandbox.pendingWork()).isEmpty();
        }
    }

    @Test
    void refusesAMessageThatComesAfterItsSandbox() throws Exception {
        ManagedSandbox sandbox = aSandbox();
        WebSocketSession session = aSessionOf(sandbox);
        sandbox.close();

        handler.handleMessage(session, new TextMessage("late"));

        assertThat(handled).isEmpty();
        ArgumentCaptor<CloseStatus> status = ArgumentCaptor.forClass(CloseStatus.class);
        Mockito.verify(session).close(status.capture());
        assertThat(status.getValue().getCode()).isEqualTo(1008);
        assertThat(status.getValue().getReason())
                .isEqualTo(("Sandbox " + sandbox + " cannot begin work on thread \""
                                + Thread.currentThread().getName() + "\": it was closed by its owner")
                        .substring(0, 123));
    }

    @Test
    void closesWhatItsClientLeavesOpen() throws Exception {
        ManagedSandbox sandbox = aSandbox();
        WebSocketSession session = aSessionOf(sandbox);
        handler.afterConnectionEstablished(session);

        sandbox.close();

        Mockito.verify(session).close(CloseStatus.GOING_AWAY);
    }

    @Test
    void leavesAConnectionAloneThatItsClientCloses() throws Exception {
        ManagedSandbox sandbox = aSandbox();
        WebSocketSession session = aSessionOf(sandbox);
        handler.afterConnectionEstablished(session);
        // Registered later, so it comes first: the client's frame arrives while the sandbox ends.
        sandbox.onClose(() -> handler.afterConnectionClosed(session, CloseStatus.NORMAL));

        sandbox.close();

        assertThat(handled).containsExactly("closed in Optional[" + sandbox + "]");
        Mockito.verify(session, Mockito.never()).close(Mockito.any());
    }

    @Test
    void letsTheApplicationForgetASessionThatOutlivedItsSandbox() throws Exception {
        ManagedSandbox sandbox = aSandbox();
        WebSocketSession session = aSessionOf(sandbox);
        sandbox.close();

        handler.afterConnectionClosed(session, CloseStatus.GOING_AWAY);

        assertThat(handled).containsExactly("closed in Optional.empty");
    }

    private ManagedSandbox aSandbox() {
        return registry.open(
                SandboxOptions.builder("a test with quite a long name, so that the reason has to be cut off somewhere")
                        .build());
    }

    /** Returns a session whose handshake was in a sandbox. */
    private static WebSocketSession aSessionOf(ManagedSandbox sandbox) {
        Map<String, Object> attributes = new HashMap<>();
        try (Scope scope = sandbox.enter()) {
            new SandboxOfHandshake()
                    .beforeHandshake(
                            Mockito.mock(ServerHttpRequest.class),
                            Mockito.mock(ServerHttpResponse.class),
                            Mockito.mock(WebSocketHandler.class),
                            attributes);
        }
        return aSession(attributes);
    }

    private static WebSocketSession aSession(Map<String, Object> attributes) {
        WebSocketSession session = Mockito.mock(WebSocketSession.class);
        Mockito.when(session.getAttributes()).thenReturn(attributes);
        Mockito.when(session.getUri()).thenReturn(URI.create("ws://127.0.0.1/echo"));
        return session;
    }

    private final class Recording extends TextWebSocketHandler {

        @Override
        protected void handleTextMessage(WebSocketSession session, TextMessage message) {
            handled.add(message.getPayload() + " in " + ManagedSandbox.current());
        }

        @Override
        public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
            handled.add("closed in " + ManagedSandbox.current());
        }
    }
}
