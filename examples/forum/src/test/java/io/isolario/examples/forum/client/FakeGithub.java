package io.isolario.examples.forum.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** A GitHub whose answers depend on nothing but the name one asks for, so that all tests can share it. */
public final class FakeGithub implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String PREFIX = "/users/";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        HttpServer server = start();
        TestPropertyValues.of("forum.github.base-url=http://localhost:"
                        + server.getAddress().getPort())
                .applyTo(context);
        ApplicationListener<ContextClosedEvent> stop = closed -> server.stop(0);
        context.addApplicationListener(stop);
    }

    private static HttpServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(PREFIX, FakeGithub::answer);
            server.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(PREFIX.length());
        switch (name) {
            case "nobody" -> send(exchange, 404, "{\"message\":\"Not Found\"}");
            case "outage" -> send(exchange, 503, "{\"message\":\"Unavailable\"}");
            case "forbidden" -> send(exchange, 403, "{\"message\":\"API rate limit exceeded\"}");
            case "garbage" -> send(exchange, 200, "<html>");
            case "silence" -> {
                // Never answered: the client has to give up.
            }
            default ->
                send(
                        exchange,
                        200,
                        "{\"login\":\"%s\",\"name\":\"The %s\",\"avatar_url\":\"https://example.org/a.png\",\"public_repos\":8}"
                                .formatted(name, name));
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
