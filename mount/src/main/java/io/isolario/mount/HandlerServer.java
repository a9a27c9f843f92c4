package io.isolario.mount;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of the JDK with one handler. */
final class HandlerServer {

    private static final int FAILED = 500;

    private final HttpServer server;
    private final ExecutorService threads;

    private HandlerServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static HandlerServer start(ManagedSandbox sandbox, HttpHandler handler) {
        // The threads of the server belong to no sandbox; each request enters its own.
        try (Scope detached = Scope.detached()) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService threads = Executors.newCachedThreadPool();
            server.setExecutor(threads);
            server.createContext("/", exchange -> serve(sandbox, handler, exchange));
            server.start();
            return new HandlerServer(server, threads);
        } catch (IOException failed) {
            throw new UncheckedIOException("No port could be opened for a mounted handler.", failed);
        }
    }

    private static void serve(ManagedSandbox sandbox, HttpHandler handler, HttpExchange exchange) throws IOException {
        String title = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        try (exchange) {
            answer(sandbox, handler, exchange, title);
        }
    }

    private static void answer(ManagedSandbox sandbox, HttpHandler handler, HttpExchange exchange, String title)
            throws IOException {
        try {
            MountedWork.run(sandbox, title, () -> handler.handle(exchange));
        } catch (Exception | Error failure) {
            if (exchange.getResponseCode() < 0) {
                byte[] text = String.valueOf(failure).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(FAILED, text.length);
                exchange.getResponseBody().write(text);
            }
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }
}
