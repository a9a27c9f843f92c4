package io.isolario.wiremock.junit;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Problem;
import io.isolario.core.RefusalException;
import io.isolario.wiremock.Caller;
import io.isolario.wiremock.Harbour;
import io.isolario.wiremock.SandboxStubs;
import io.isolario.wiremock.Stubs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same test against the real service, and from a recording of it. */
class RealServiceTest {

    private final List<String> headersSeen = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final HttpServer real = start();

    private HttpServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v3/", exchange -> {
                headersSeen.addAll(exchange.getRequestHeaders().keySet());
                byte[] body =
                        (exchange.getRequestURI() + " #" + calls.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @AfterEach
    void stopRealService() {
        real.stop(0);
    }

    @Test
    void passesRequestsOnWithoutOurCarriers() {
        try (Harbour harbour = Harbour.open(builder -> builder.service("github", realUrl()));
                ManagedSandbox sandbox = harbour.sandbox("real")) {
            Stubs github = Stubs.of(sandbox, "github");
            github.once(get("/users/octocat").willReturn(ok("stubbed")));
            github.real();

            Caller caller = harbour.callerOf(sandbox, "github");
            assertThat(caller.get("/users/octocat").body()).isEqualTo("/v3/users/octocat #1");
            assertThat(caller.get("/not/stubbed?a=b").body()).isEqualTo("/v3/not/stubbed?a=b #2");
            assertThat(headersSeen).isNotEmpty().noneMatch(name -> name.toLowerCase(Locale.ROOT)
                    .contains("isolario"));
        }
    }

    @Test
    void stillCountsWhatIsExpected() {
        try (Harbour harbour =
                Harbour.open(builder -> builder.service("github", realUrl()).real("github"))) {
            ManagedSandbox sandbox = harbour.sandbox("always real");
            Stubs.of(sandbox, "github").exactly(2, get("/users/octocat").willReturn(ok()));

            harbour.callerOf(sandbox, "github").get("/users/octocat");

            assertThat(sandbox.finish().problems())
                    .extracting(Problem::message)
                    .singleElement()
                    .asString()
                    .startsWith("Unmet expectation of \"github\" in sandbox " + sandbox
                            + ": exactly 2 times GET /users/octocat, but it was served once");
        }
    }

    @Test
    void recordsAndReplaysRepeatedRequestsInOrder(@TempDir Path directory) {
        Path file = directory.resolve("recordings/github.json");
        try (Harbour harbour = Harbour.open(
                        builder -> builder.service("github", realUrl()).record("github"));
                ManagedSandbox sandbox = harbour.sandbox("recording")) {
            Stubs.of(sandbox, "github").recording(file);
            Caller caller = harbour.callerOf(sandbox, "github");
            caller.get("/users/octocat");
            caller.get("/users/octocat");
        }
        real.stop(0);

        try (Harbour harbour = Harbour.open();
                ManagedSandbox sandbox = harbour.sandbox("replay")) {
            Stubs.of(sandbox, "github").recording(file);
            Caller caller = harbour.callerOf(sandbox, "github");
            assertThat(List.of(
                            caller.get("/users/octocat").body(),
                            caller.get("/users/octocat").body()))
                    .containsExactly("/v3/users/octocat #1", "/v3/users/octocat #2");
        }
        assertThat(file).content().doesNotContainIgnoringCase("isolario").doesNotContain("bodyFileName");
    }

    @Test
    void saysHowARecordingIsMade(@TempDir Path directory) {
        Path file = directory.resolve("none.json");
        try (Harbour harbour = Harbour.open();
                ManagedSandbox sandbox = harbour.sandbox("no recording")) {
            Stubs github = Stubs.of(sandbox, "github");

            assertThatThrownBy(() -> github.recording(file))
                    .isInstanceOf(RefusalException.class)
                    .hasMessage("There is no recording of \"github\" at " + file
                            + ". Make it by running the test with -Disolario.stubs.github.record=true.");
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        String message = "The real \"github\" is not known, so nobody can pass requests on to it. Give its URL with"
                + " SandboxStubs.builder().service(\"github\", url), or set the property isolario.stubs.github.url.";
        try (Harbour harbour = Harbour.open();
                ManagedSandbox sandbox = harbour.sandbox("unknown")) {
            Stubs github = Stubs.of(sandbox, "github");

            assertThatThrownBy(github::real)
                    .isInstanceOf(RefusalException.class)
                    .hasMessage(message);
        }
        SandboxStubs.Builder builder = SandboxStubs.builder().real("github");
        assertThatThrownBy(() -> builder.start().close())
                .isInstanceOf(RefusalException.class)
                .hasMessage(message);
    }

    private URI realUrl() {
        return URI.create("http://127.0.0.1:" + real.getAddress().getPort() + "/v3/");
    }
}
