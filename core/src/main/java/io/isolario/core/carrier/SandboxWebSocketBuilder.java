package io.isolario.core.carrier;

import io.isolario.core.Sandbox;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Sends the sandbox of the calling thread with the handshake of a WebSocket. Confined to one thread, as what it wraps. */
final class SandboxWebSocketBuilder implements WebSocket.Builder {

    private final WebSocket.Builder builder;
    private final Carriers carriers;
    private final CarrierHosts hosts;
    private boolean carriesAlready;

    SandboxWebSocketBuilder(WebSocket.Builder builder, Carriers carriers, CarrierHosts hosts) {
        this.builder = builder;
        this.carriers = carriers;
        this.hosts = hosts;
    }

    @Override
    public WebSocket.Builder header(String name, String value) {
        builder.header(name, value);
        carriesAlready |= name.equalsIgnoreCase(carriers.header());
        return this;
    }

    @Override
    public WebSocket.Builder connectTimeout(Duration timeout) {
        builder.connectTimeout(timeout);
        return this;
    }

    @Override
    public WebSocket.Builder subprotocols(String mostPreferred, String... lesserPreferred) {
        builder.subprotocols(mostPreferred, lesserPreferred);
        return this;
    }

    @Override
    public CompletableFuture<WebSocket> buildAsync(URI uri, WebSocket.Listener listener) {
        Optional<Sandbox> sandbox = Sandbox.current();
        if (sandbox.isPresent() && !carriesAlready && hosts.contains(uri.getHost())) {
            builder.header(carriers.header(), sandbox.get().id().value());
        }
        return builder.buildAsync(uri, listener);
    }
}
