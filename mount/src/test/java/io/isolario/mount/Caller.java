package io.isolario.mount;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls a mounted handler by HTTP. */
record Caller(HttpClient client, String baseUrl) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** What came back. */
    record Answer(int status, String body) {}

    static Caller at(String baseUrl) {
        return new Caller(CLIENT, baseUrl);
    }

    Answer get(String path) {
        try {
            return tryGet(path);
        } catch (IOException failed) {
            throw new AssertionError("GET " + path + " failed", failed);
        }
    }

    Answer tryGet(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(TIMEOUT)
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(request + " was interrupted", interrupted);
        }
    }
}
