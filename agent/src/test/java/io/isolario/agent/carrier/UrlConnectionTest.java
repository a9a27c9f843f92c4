package io.isolario.agent.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Scope;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UrlConnectionTest extends ClientVerification {

    @Override
    String get(String url, Map<String, String> headers) throws Exception {
        HttpURLConnection connection = connect(url, headers);
        return bodyOf(connection);
    }

    private static HttpURLConnection connect(String url, Map<String, String> headers) throws Exception {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        headers.forEach(connection::setRequestProperty);
        return connection;
    }

    private static String bodyOf(HttpURLConnection connection) throws Exception {
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    void closeClient() {
        // The JDK keeps the connections.
    }

    @Test
    void aRequestWithABodyCarriesTheSandbox() throws Exception {
        try (Scope scope = ana.enter()) {
            HttpURLConnection connection = connect(allowed.url("/echo"), Map.of());
            connection.setDoOutput(true);
            connection.setChunkedStreamingMode(0);
            connection.getOutputStream().write(1);
            assertThat(bodyOf(connection)).isEqualTo(id(ana));
        }
    }

    @Test
    void aPostRedirectedToAnotherHostCarriesNothing() throws Exception {
        try (Scope scope = ana.enter()) {
            HttpURLConnection connection = connect(allowed.redirectTo(foreign.url("/echo")), Map.of());
            connection.setDoOutput(true);
            connection.getOutputStream().write(1);
            assertThat(bodyOf(connection)).isEqualTo(EchoServer.NOTHING);
        }
    }
}
