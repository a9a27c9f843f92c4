package io.isolario.springboot.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.core.carrier.Carriers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/** Against a server that answers with what a request carries. */
class ClientCarryingTest {

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    private final HttpServer server = anEchoOfTheCarrier();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        registry.close();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void carriesTheSandboxOfTheCaller(BiFunction<URI, Optional<String>, String> client) {
        try (ManagedSandbox sandbox = aSandbox();
                Scope scope = sandbox.enter()) {
            assertThat(client.apply(address(), Optional.empty())).isEqualTo("[" + sandbox.id() + "]");
        }
    }

    @Test
    void anHttpClientOfTheJdkCarriesTheSandboxOfTheCaller() throws Exception {
        HttpClient client =
                post(HttpClient.newHttpClient(), new JdkHttpClientCarrying()::postProcessAfterInitialization);
        try (ManagedSandbox sandbox = aSandbox();
                Scope scope = sandbox.enter()) {
            HttpRequest request = HttpRequest.newBuilder(address()).build();

            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("[" + sandbox.id() + "]");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void carriesNothingOutsideEverySandbox(BiFunction<URI, Optional<String>, String> client) {
        assertThat(client.apply(address(), Optional.empty())).isEqualTo("null");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void leavesACarrierThatTheTestHasSet(BiFunction<URI, Optional<String>, String> client) {
        try (ManagedSandbox sandbox = aSandbox();
                Scope scope = sandbox.enter()) {
            assertThat(client.apply(address(), Optional.of("another"))).isEqualTo("[another]");
        }
    }

    @Test
    void carriesNothingToOtherMachines() {
        try (ManagedSandbox sandbox = aSandbox();
                Scope scope = sandbox.enter()) {
            assertThat(CallersSandbox.find(URI.create("https://example.org/"), new HttpHeaders()))
                    .isEmpty();
        }
    }

    static Stream<Named<BiFunction<URI, Optional<String>, String>>> clients() {
        return Stream.concat(blockingClients(), reactiveClients());
    }

    private static Stream<Named<BiFunction<URI, Optional<String>, String>>> blockingClients() {
        RestClient.Builder restClients =
                post(RestClient.builder(), new RestClientCarrying()::postProcessAfterInitialization);
        RestTemplate template = post(new RestTemplate(), new RestClientCarrying()::postProcessAfterInitialization);
        return Stream.of(
                Named.of(
                        "RestClient",
                        (uri, carrier) -> restClients
                                        .build()
                                        .get()
                                        .uri(uri)
                                        .headers(headers(carrier))
                                        .retrieve()
                                        .body(String.class)
                                + ""),
                Named.of("RestTemplate", (uri, carrier) -> {
                    HttpHeaders headers = new HttpHeaders();
                    headers(carrier).accept(headers);
                    return template.exchange(uri, HttpMethod.GET, new HttpEntity<>(headers), String.class)
                                    .getBody()
                            + "";
                }));
    }

    private static Stream<Named<BiFunction<URI, Optional<String>, String>>> reactiveClients() {
        WebClient.Builder webClients =
                post(WebClient.builder(), new WebClientCarrying()::postProcessAfterInitialization);
        WebTestClient webTestClient =
                post(WebTestClient.bindToServer().build(), new WebTestClientCarrying()::postProcessAfterInitialization);
        return Stream.of(
                Named.of(
                        "WebClient",
                        (uri, carrier) -> webClients
                                        .build()
                                        .get()
                                        .uri(uri)
                                        .headers(headers(carrier))
                                        .retrieve()
                                        .bodyToMono(String.class)
                                        .block()
                                + ""),
                Named.of(
                        "WebTestClient",
                        (uri, carrier) -> webTestClient
                                        .get()
                                        .uri(uri)
                                        .headers(headers(carrier))
                                        .exchange()
                                        .expectBody(String.class)
                                        .returnResult()
                                        .getResponseBody()
                                + ""));
    }

    private static Consumer<HttpHeaders> headers(Optional<String> carrier) {
        return headers -> carrier.ifPresent(value -> headers.set(Carriers.DEFAULT_HEADER, value));
    }

    @SuppressWarnings("unchecked")
    private static <T> T post(T bean, BiFunction<Object, String, Object> processor) {
        return (T) processor.apply(bean, "client");
    }

    private ManagedSandbox aSandbox() {
        return registry.open(SandboxOptions.builder("calls").build());
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static HttpServer anEchoOfTheCarrier() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] carried = String.valueOf(exchange.getRequestHeaders().get(Carriers.DEFAULT_HEADER))
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "text/plain");
                exchange.sendResponseHeaders(200, carried.length);
                exchange.getResponseBody().write(carried);
                exchange.close();
            });
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
