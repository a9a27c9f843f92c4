package io.isolario.examples.forum.client;

import io.isolario.core.carrier.SandboxHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Requests to the forum, with the credentials of one user. */
record Http(int port, Literals literals, Map<String, String> credentials) {

    private static final HttpClient CLIENT = SandboxHttpClient.wrap(HttpClient.newHttpClient());

    Http as(String header, String credential) {
        return new Http(port, literals, Map.of(header, credential));
    }

    Fields fields() {
        return new Fields(literals);
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    Answer put(String path) {
        return send("PUT", path, BodyPublishers.noBody());
    }

    Answer post(String path, Fields body) {
        return send("POST", path, BodyPublishers.ofString(body.json()));
    }

    Answer put(String path, Fields body) {
        return send("PUT", path, BodyPublishers.ofString(body.json()));
    }

    Answer patch(String path, Fields body) {
        return send("PATCH", path, BodyPublishers.ofString(body.json()));
    }

    private Answer send(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, body)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json");
        new TreeMap<>(credentials).forEach(request::header);
        HttpResponse<String> response = exchange(request.build());
        return new Answer(
                literals.inside(method + " " + path),
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                literals.inside(response.body()));
    }

    private static HttpResponse<String> exchange(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(request + " failed", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(request + " was interrupted", interrupted);
        }
    }
}
