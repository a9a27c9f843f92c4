package io.isolario.bench;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.carrier.Carriers;
import io.isolario.wiremock.SandboxStubs;
import io.isolario.wiremock.Stubs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;

/** The life of stubs in one test, in the ways that there are. */
final class StubbedTests implements AutoCloseable {

    private static final String PATH = "/users/octocat";
    private static final String BODY = "{\"login\":\"octocat\"}";
    private static final SandboxOptions TEST =
            SandboxOptions.builder("showsTheProfile").build();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SandboxStubs stubs;
    private final SandboxRegistry registry;
    private final ManagedSandbox longLived;
    private final WireMockServer server;

    private StubbedTests(SandboxStubs stubs) {
        this.stubs = stubs;
        this.registry =
                SandboxRegistry.builder("bench").resource(stubs.resource()).build();
        this.longLived = registry.open(TEST);
        Stubs.of(longLived, "github").stubFor(get(PATH).willReturn(okJson(BODY)));
        this.server = started();
    }

    @SuppressWarnings("MustBeClosedChecker") // closed with the object
    static StubbedTests start() {
        return new StubbedTests(SandboxStubs.builder().service("github").start());
    }

    private static WireMockServer started() {
        WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
        server.start();
        server.stubFor(get(PATH).willReturn(okJson(BODY)));
        return server;
    }

    void sandboxAlone() {
        registry.open(TEST).close();
    }

    void sandboxWithStub() {
        try (ManagedSandbox sandbox = registry.open(TEST)) {
            Stubs github = Stubs.of(sandbox, "github");
            github.stubFor(get(PATH).willReturn(okJson(BODY)));
            // Nobody calls it, which would be reported.
            github.skipVerification();
        }
    }

    static void wireMockServer() {
        started().stop();
    }

    static void mockWebServer() throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(new MockResponse().setBody(BODY));
        }
    }

    void requestStub() throws Exception {
        expectOk(HttpRequest.newBuilder(URI.create(stubs.baseUrl("github") + PATH))
                .header(Carriers.DEFAULT_HEADER, longLived.id().value()));
    }

    void requestWireMockServer() throws Exception {
        expectOk(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + PATH)));
    }

    private void expectOk(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("The stub answered " + response.statusCode() + ": " + response.body());
        }
    }

    @Override
    public void close() {
        server.stop();
        longLived.close();
        registry.close();
        stubs.close();
    }
}
