package io.isolario.wiremock;

import io.isolario.core.carrier.Carriers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Requests a service as the client of an application does. */
public record Caller(HttpClient client, String baseUrl, List<String> headers, Duration timeout) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What came back. */
    public record Answer(int status, String body, HttpClient.Version version) {

        public static Answer of(HttpResponse<String> response) {
            return new Answer(response.statusCode(), response.body(), response.version());
        }
    }

    public static Caller at(String baseUrl) {
        return new Caller(CLIENT, baseUrl, List.of(), Duration.ofSeconds(20));
    }

    Caller with(HttpClient other) {
        return new Caller(other, baseUrl, headers, timeout);
    }

    Caller withTimeoutMillis(long millis) {
        return new Caller(client, baseUrl, headers, Duration.ofMillis(millis));
    }

    Caller header(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.addAll(List.of(name, value));
        return new Caller(client, baseUrl, List.copyOf(more), timeout);
    }

    public Caller carrying(String id) {
        return header(Carriers.DEFAULT_HEADER, id);
    }

    public Answer get(String path) {
        try {
            return tryGet(path);
        } catch (IOException failed) {
            throw new AssertionError("GET " + path + " failed", failed);
        }
    }

    public Answer tryGet(String path) throws IOException {
        return send(request(path).GET().build());
    }

    public Answer post(String path, String body) {
        try {
            return send(request(path).POST(BodyPublishers.ofString(body)).build());
        } catch (IOException failed) {
            throw new AssertionError("POST " + path + " failed", failed);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(timeout);
        return headers.isEmpty() ? request : request.headers(headers.toArray(String[]::new));
    }

    private Answer send(HttpRequest request) throws IOException {
        try {
            return Answer.of(client.send(request, BodyHandlers.ofString()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(request + " was interrupted", interrupted);
        }
    }
}
