package io.isolario.agent.carrier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.isolario.core.Sandbox;
import io.isolario.core.carrier.Carriers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers with the carriers of a request, redirects, and holds responses until they are released. */
final class EchoServer implements AutoCloseable {

    static final String NOTHING = "nothing";

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch held = new CountDownLatch(1);
    private final String host;

    /** @param host the loopback address of the server */
    EchoServer(String host) throws IOException {
        this.host = host;
        server = HttpServer.create(new InetSocketAddress(host, 0), 0);
        server.createContext("/echo", exchange -> answer(exchange, 200, carried(exchange)));
        server.createContext("/bound", exchange -> answer(exchange, 200, bound()));
        server.createContext("/held", exchange -> {
            awaitRelease();
            answer(exchange, 200, carried(exchange));
        });
        server.createContext("/redirect", exchange -> {
            String target = exchange.getRequestURI().getRawQuery();
            exchange.getResponseHeaders().set("Location", URLDecoder.decode(target, StandardCharsets.UTF_8));
            answer(exchange, 302, "");
        });
        server.createContext("/failing", exchange -> {
            throw new IOException("the handler fails");
        });
        server.setExecutor(executor);
        server.start();
    }

    String url(String path) {
        return "http://" + host + ":" + server.getAddress().getPort() + path;
    }

    /** Returns a URL of this server that redirects to another. */
    String redirectTo(String url) {
        return url("/redirect?" + URLEncoder.encode(url, StandardCharsets.UTF_8));
    }

    /** Releases the responses that are held. */
    void release() {
        held.countDown();
    }

    private void awaitRelease() throws IOException {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String carried(HttpExchange exchange) {
        List<String> values = exchange.getRequestHeaders().get(Carriers.DEFAULT_HEADER);
        return values == null ? NOTHING : String.join(" and ", values);
    }

    private static String bound() {
        return Sandbox.current().map(sandbox -> sandbox.id().value()).orElse(NOTHING);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        executor.shutdownNow();
    }
}
