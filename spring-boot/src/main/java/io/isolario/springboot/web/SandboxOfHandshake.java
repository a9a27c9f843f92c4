package io.isolario.springboot.web;

import io.isolario.core.ManagedSandbox;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Remembers in a WebSocket session which sandbox its handshake belonged to.
 *
 * <p>It takes the sandbox of the thread, which the filter has bound and checked: whatever carrier the filter knows, a path prefix
 * included, then works for WebSockets too.
 */
final class SandboxOfHandshake implements HandshakeInterceptor {

    private static final String ATTRIBUTE = "isolario.sandbox";

    static Optional<ManagedSandbox> of(WebSocketSession session) {
        return Optional.ofNullable((ManagedSandbox) session.getAttributes().get(ATTRIBUTE));
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        ManagedSandbox.current().ifPresent(sandbox -> attributes.put(ATTRIBUTE, sandbox));
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception exception) {}
}
