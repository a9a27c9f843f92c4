package io.isolario.springboot.web;

import io.isolario.http.Sender;
import java.util.Optional;
import reactor.netty.http.server.HttpServerRequest;

/** What the requests of Reactor Netty tell; apart, since not every application has it. */
final class NettyRequests {

    private NettyRequests() {}

    /** Not by remoteAddress() and hostAddress(): with {@code HttpServer.forwarded} both are what a client has sent. */
    static Optional<Sender> senderOf(Object request) {
        return request instanceof HttpServerRequest netty
                ? Optional.of(new Sender(
                        ReactiveCall.address(netty.connectionRemoteAddress()),
                        ReactiveCall.address(netty.connectionHostAddress()),
                        name -> netty.requestHeaders().getAll(name)))
                : Optional.empty();
    }
}
