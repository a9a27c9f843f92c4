package io.isolario.core.carrier;

import com.google.errorprone.annotations.CheckReturnValue;
import io.isolario.core.Sandbox;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A {@link HttpClient} that sends the sandbox of the calling thread with every request and WebSocket handshake to a host that
 * {@link CarrierHosts} lists. Other hosts never get it, and a header that the caller set stays. As thread-safe as the client that it wraps.
 *
 * <p>The methods that end a client exist in {@link HttpClient} since JDK 21; there they override its own.
 */
public final class SandboxHttpClient extends HttpClient {

    private final HttpClient client;
    private final Carriers carriers;
    private final CarrierHosts hosts = CarrierHosts.configured();

    private SandboxHttpClient(HttpClient client, Carriers carriers) {
        this.client = client;
        this.carriers = carriers;
    }

    /** Returns a client that sends the sandbox of the calling thread by the standard header. */
    @CheckReturnValue
    public static HttpClient wrap(HttpClient client) {
        return new SandboxHttpClient(client, Carriers.standard());
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> responseBodyHandler)
            throws IOException, InterruptedException {
        return client.send(carrying(request), responseBodyHandler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, HttpResponse.BodyHandler<T> responseBodyHandler) {
        return client.sendAsync(carrying(request), responseBodyHandler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> responseBodyHandler,
            HttpResponse.PushPromiseHandler<T> pushPromiseHandler) {
        return client.sendAsync(carrying(request), responseBodyHandler, pushPromiseHandler);
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return new SandboxWebSocketBuilder(client.newWebSocketBuilder(), carriers, hosts);
    }

    private HttpRequest carrying(HttpRequest request) {
        Optional<Sandbox> sandbox = Sandbox.current();
        boolean carriesAlready = request.headers().firstValue(carriers.header()).isPresent();
        if (sandbox.isEmpty() || carriesAlready || !hosts.contains(request.uri().getHost())) {
            return request;
        }
        HttpRequest.Builder builder = HttpRequest.newBuilder(request, (name, value) -> true);
        carriers.inject(sandbox.get().id(), Carrier.HEADER, new BuilderHeaders(builder, request.headers()));
        return builder.build();
    }

    private record BuilderHeaders(HttpRequest.Builder builder, HttpHeaders present) implements HeaderWriter {

        @Override
        public Optional<String> value(String name) {
            List<String> values = present.allValues(name);
            return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
        }

        @Override
        public void set(String name, String value) {
            builder.setHeader(name, value);
        }
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }

    /** Ends the wrapped client as {@code HttpClient.close()} does since JDK 21; does nothing on an older one. */
    public void close() {
        ClientTermination.close(client);
    }

    /** Shuts the wrapped client down as {@code HttpClient.shutdown()} does since JDK 21; does nothing on an older one. */
    public void shutdown() {
        ClientTermination.shutdown(client);
    }

    /** Shuts the wrapped client down at once, as since JDK 21; does nothing on an older one. */
    public void shutdownNow() {
        ClientTermination.shutdownNow(client);
    }

    /** Returns whether the wrapped client was shut down and has nothing left to do; false before JDK 21. */
    public boolean isTerminated() {
        return ClientTermination.isTerminated(client);
    }

    /**
     * Waits until the wrapped client is terminated, and returns whether it is; returns false at once before JDK 21.
     *
     * @throws InterruptedException if the calling thread is interrupted while it waits
     */
    public boolean awaitTermination(Duration timeout) throws InterruptedException {
        return ClientTermination.awaitTermination(client, timeout);
    }

    @Override
    public String toString() {
        return "SandboxHttpClient{" + client + "}";
    }
}
