package io.isolario.springboot;

import io.isolario.core.carrier.SandboxHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;

/** Talks to the notes application as its users do, with the sandbox of the calling thread. */
record NotesClient(HttpClient http, String address) {

    static NotesClient at(int port) {
        return new NotesClient(SandboxHttpClient.wrap(HttpClient.newHttpClient()), "127.0.0.1:" + port);
    }

    void post(String path, String text) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(uri(path))
                .POST(BodyPublishers.ofString(text))
                .build());
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + ": " + response.body());
        }
    }

    String notes() {
        return send(HttpRequest.newBuilder(uri("/notes")).build()).body();
    }

    WebSocket connect(WebSocket.Listener listener) {
        return http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + address + "/echo"), listener)
                .join();
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    URI uri(String path) {
        return URI.create("http://" + address + path);
    }
}
