package io.isolario.springboot.web;

import io.isolario.http.Sender;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.ClassUtils;

/**
 * The requests of the servers below Spring, which tell who sent them: Spring itself takes that from forwarding headers when it is set
 * up so (server.forward-headers-strategy).
 */
final class NativeRequests {

    private static final boolean NETTY = isThere("reactor.netty.http.server.HttpServerRequest");
    private static final boolean SERVLET = isThere("jakarta.servlet.http.HttpServletRequest");

    private NativeRequests() {}

    private static boolean isThere(String type) {
        return ClassUtils.isPresent(type, NativeRequests.class.getClassLoader());
    }

    /** Returns who sent a request; empty when its server is none that we know. */
    static Optional<Sender> senderOf(ServerHttpRequest request) {
        Object below;
        try {
            below = ServerHttpRequestDecorator.getNativeRequest(request);
        } catch (IllegalArgumentException | IllegalStateException none) {
            // A request of a test, or one that somebody has made of another and hides it.
            return Optional.empty();
        }
        Optional<Sender> ofNetty = NETTY ? NettyRequests.senderOf(below) : Optional.empty();
        return ofNetty.isPresent() || !SERVLET ? ofNetty : ServletRequests.senderOf(below);
    }
}
