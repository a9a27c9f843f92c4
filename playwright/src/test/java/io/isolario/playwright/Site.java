package io.isolario.playwright;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page, and the cookies that came with each request for one. */
public final class Site implements AutoCloseable {

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public Site() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String cookies =
                exchange.getRequestHeaders().getOrDefault("Cookie", List.of("")).get(0);
        requests.add(exchange.getRequestURI().getPath() + " " + cookies);
        byte[] page = "<title>Site</title><link rel=icon href='data:,'>Hello".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html");
        exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    public URI at(String host) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort());
    }

    /** Returns the path and the cookies of each request for a path. */
    public List<String> requestsFor(String path) {
        return requests.stream()
                .filter(request -> request.startsWith(path + " "))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
