package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.JournalEntry;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxId;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.springboot.reactive.ReactiveApplication;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Sinks;

/** A reactive application on Netty: the same carriers, the same refusals, the same API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("It starts applications: two that start at once configure one logging system.")
class ReactiveTest {

    private static final String HEADER = "X-Isolario-Sandbox";
    private static final String API = "/isolario/sandboxes";

    private final ConfigurableApplicationContext context = new SpringApplicationBuilder(ReactiveApplication.class)
            .web(WebApplicationType.REACTIVE)
            .run("--server.port=0", "--isolario.enabled=true", "--spring.datasource.url=jdbc:h2:mem:reactive");
    private final int port =
            Integer.parseInt(Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
    private final SandboxRegistry registry = context.getBean(SandboxRegistry.class);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterAll
    void stop() {
        context.close();
    }

    @AfterEach
    void closeSandboxes() {
        registry.openSandboxes().forEach(ManagedSandbox::finish);
    }

    private ManagedSandbox open(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }

    private HttpRequest request(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString(body));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        try {
            return client.send(request(method, path, body, headers), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String get(String path, String... headers) {
        return send("GET", path, "", headers).body();
    }

    private String opened(String body) {
        return send("POST", API, body)
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst(".*/", "");
    }

    @ParameterizedTest
    @CsvSource({"/owner,ana", "/delayed,ana", "/several,'[\"ana+ana\",\"ana+ana\",\"ana+ana\"]'"})
    void passesSignalsInTheSandboxOfTheRequestOnWhateverThread(String path, String owner) {
        ManagedSandbox ana = open("ana");

        assertThat(get(path, HEADER, ana.id().value())).isEqualTo(owner);
        assertThat(get(path)).isEqualTo(owner.replace("ana", "nobody"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Isolario-Sandbox | %s",
                "baggage            | a=1,isolario=%s;p=2",
                "Cookie             | a=1; isolario=%s",
                "User-Agent         | Mozilla/5.0 isolario/%s"
            })
    void knowsTheSameCarriers(String name, String value) {
        ManagedSandbox ana = open("ana");

        HttpResponse<String> response = send("GET", "/owner", "", name, value.formatted(ana.id()));

        assertThat(response.body()).isEqualTo("ana");
        assertThat(response.headers().firstValue(HEADER)).contains(ana.id().value());
        assertThat(response.headers().firstValue("Server-Timing").orElseThrow()).startsWith("isolario;dur=");
        assertThat(response.headers().allValues("Vary"))
                .containsExactly("baggage, Cookie, User-Agent, X-Isolario-Sandbox");
        ana.finish();
        HttpResponse<String> ended = send("GET", "/owner", "", name, value.formatted(ana.id()));
        assertThat(ended.statusCode()).isEqualTo(410);
        assertThat(ended.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(send("GET", "/owner", "", name, value.formatted("x")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void knowsThePathToo() {
        ManagedSandbox ana = open("ana");

        assertThat(get("/isolario/in/" + ana.id() + "/owner")).isEqualTo("ana");
        assertThat(get("/isolario/in/" + ana.id() + "/path?a=%20b")).isEqualTo("/path?a=%20b");
        assertThat(send("GET", "/isolario/in/x/owner", "").statusCode()).isEqualTo(400);
    }

    @Test
    void keepsTheDataOfSandboxesApart() {
        ManagedSandbox ana = open("ana");
        ManagedSandbox bob = open("bob");

        assertThat(send("POST", "/notes", "milk", HEADER, ana.id().value()).body())
                .isEqualTo("1");

        assertThat(get("/notes", HEADER, ana.id().value())).isEqualTo("[\"milk\"]");
        assertThat(get("/notes", HEADER, bob.id().value())).isEqualTo("[]");
        assertThat(get("/notes")).isEqualTo("[]");
        assertThat(send("POST", "/notes", "nobody's").statusCode()).isEqualTo(500);
    }

    @Test
    void servesTheApi() {
        String id = opened("{\"name\":\"ana\"}");

        assertThat(get("/delayed", HEADER, id)).isEqualTo("ana");
        assertThat(send("POST", API + "/" + id + "/quiescence?timeout=5s", "").body())
                .startsWith("{\"idle\":true");
        assertThat(get(API + "/" + id)).contains("\"state\":\"open\"").contains("\"requests\":1");
        assertThat(send("POST", API, "x".repeat(2_000_000)).statusCode()).isEqualTo(413);
        assertThat(send("POST", API, "{").statusCode()).isEqualTo(400);
        assertThat(send("POST", API, "", "X-Forwarded-For", "203.0.113.7").statusCode())
                .isEqualTo(403);
        assertThat(send("DELETE", API + "/" + id, "").body()).contains("\"verdict\":\"clean\"");
        assertThat(send("DELETE", API + "/" + id, "").body()).contains("\"alreadyEnded\":true");
        assertThat(send("GET", "/owner", "", HEADER, id, "Accept", "text/html").body())
                .startsWith("<!DOCTYPE html>");
    }

    @Test
    void waitsForARequestBeforeItEndsItsSandbox() throws Exception {
        String id = opened("{\"name\":\"ana\",\"drain\":\"30s\"}");
        CompletableFuture<HttpResponse<String>> held =
                client.sendAsync(request("GET", "/held", "", HEADER, id), BodyHandlers.ofString());
        Sinks.One<String> sink = Objects.requireNonNull(ReactiveApplication.HELD.poll(30, TimeUnit.SECONDS));
        assertThat(get(API + "/" + id)).contains("\"pendingWork\":[\"GET /held\"]");

        CompletableFuture<HttpResponse<String>> ended =
                client.sendAsync(request("DELETE", API + "/" + id, ""), BodyHandlers.ofString());
        sink.tryEmitValue("held by ");

        assertThat(held.get(30, TimeUnit.SECONDS).body()).isEqualTo("held by ana");
        assertThat(ended.get(30, TimeUnit.SECONDS).body()).contains("\"verdict\":\"clean\"");
    }

    @Test
    void endsAStreamOfEventsAsSoonAsItsSandboxEnds() throws Exception {
        String id = opened("{\"name\":\"ana\",\"drain\":\"30s\"}");
        HttpResponse<Stream<String>> events =
                client.send(request("GET", "/events", "", HEADER, id), BodyHandlers.ofLines());
        CompletableFuture<Long> lines = CompletableFuture.supplyAsync(
                () -> events.body().filter(line -> line.equals("data:ana")).count());
        registry.find(SandboxId.parse(id)).awaitQuiescence(Duration.ofSeconds(30));

        long start = System.nanoTime();
        assertThat(send("DELETE", API + "/" + id, "").body()).contains("\"verdict\":\"clean\"");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(lines.handle((count, cut) -> "ended").get(30, TimeUnit.SECONDS))
                .isEqualTo("ended");
    }

    @Test
    void survivesAClientThatGoesAway() throws Exception {
        ManagedSandbox ana = open("ana");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET /held HTTP/1.1\r\nHost: localhost\r\n" + HEADER + ": " + ana.id() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Objects.requireNonNull(ReactiveApplication.HELD.poll(30, TimeUnit.SECONDS));
        }

        ana.awaitQuiescence(Duration.ofSeconds(30));
        assertThat(get("/owner", HEADER, ana.id().value())).isEqualTo("ana");
        assertThat(ana.journal().entries(JournalKind.REQUEST))
                .extracting(JournalEntry::text)
                .anyMatch(text -> text.startsWith("GET /held -> cancel in "));
    }

    @Test
    void bindsEachRequestOfOneConnectionForItself() throws Exception {
        ManagedSandbox ana = open("ana");
        ManagedSandbox bob = open("bob");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            for (String name : new String[] {"ana", "nobody", "bob", "ana"}) {
                String carrier =
                        name.equals("nobody") ? "" : HEADER + ": " + (name.equals("ana") ? ana : bob).id() + "\r\n";
                socket.getOutputStream()
                        .write(("GET /delayed HTTP/1.1\r\nHost: localhost\r\n" + carrier + "\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(readUntil(socket.getInputStream(), "\r\n\r\n" + name))
                        .isTrue();
            }
        }
    }

    private static boolean readUntil(InputStream in, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            read.append((char) next);
        }
        return true;
    }
}
