package io.isolario.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import io.isolario.core.ManagedSandbox;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS, and HTTP/2 where it is asked for. */
class TlsTest {

    @Test
    void isTrustedByWhoTrustsItsCertificate() {
        try (Harbour harbour = Harbour.open(builder -> builder.tls("github"));
                ManagedSandbox sandbox = harbour.sandbox("tls")) {
            Stubs github = Stubs.of(sandbox, "github");
            github.stubFor(get("/").willReturn(ok("secret")));

            assertThat(github.baseUrl()).startsWith("https://127.0.0.1:").endsWith("/github");
            Caller caller = harbour.callerOf(sandbox, "github").with(client(harbour, Version.HTTP_2));
            assertThat(caller.get("/")).isEqualTo(new Caller.Answer(200, "secret", Version.HTTP_1_1));
            Caller byName = Caller.at(github.baseUrl().replace("127.0.0.1", "localhost"))
                    .carrying(sandbox.id().value())
                    .with(caller.client());
            assertThat(byName.get("/").body()).isEqualTo("secret");
        }
    }

    @Test
    void isNotTrustedByOthers() {
        try (Harbour harbour = Harbour.open(builder -> builder.tls("github"));
                ManagedSandbox sandbox = harbour.sandbox("tls")) {
            Caller caller = harbour.callerOf(sandbox, "github");

            assertThatThrownBy(() -> caller.tryGet("/")).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void hasNoCertificateUnlessAskedFor() {
        try (Harbour harbour = Harbour.open()) {
            assertThatThrownBy(() -> harbour.stubs().trustStore())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("No service has TLS, so there is no certificate. Ask for it by"
                            + " SandboxStubs.builder().tls(service).");
        }
    }

    @Test
    void speaksHttp2WithBodiesWhereAskedFor() {
        try (Harbour harbour = Harbour.open(builder -> builder.tls("github").http2());
                ManagedSandbox sandbox = harbour.sandbox("h2")) {
            Stubs.of(sandbox, "github")
                    .stubFor(post("/").willReturn(ok("{{request.body}}").withTransformers("response-template")));

            Caller caller = harbour.callerOf(sandbox, "github").with(client(harbour, Version.HTTP_2));
            assertThat(caller.post("/", "ping")).isEqualTo(new Caller.Answer(200, "ping", Version.HTTP_2));
        }
    }

    @Test
    void speaksHttp2WithoutTlsWhereAskedFor() {
        try (Harbour harbour = Harbour.open(SandboxStubs.Builder::http2);
                ManagedSandbox sandbox = harbour.sandbox("h2c")) {
            Stubs.of(sandbox, "github").stubFor(get("/").willReturn(ok("plain")));

            Caller caller = harbour.callerOf(sandbox, "github")
                    .with(HttpClient.newBuilder().version(Version.HTTP_2).build());
            assertThat(caller.get("/")).isEqualTo(new Caller.Answer(200, "plain", Version.HTTP_2));
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void keepsAFaultOverHttp2FromOthersOnTheConnection(Fault fault) throws Exception {
        try (Harbour harbour = Harbour.open(builder -> builder.tls("github").http2());
                ManagedSandbox faulty = harbour.sandbox("faulty");
                ManagedSandbox healthy = harbour.sandbox("healthy")) {
            CountDownLatch arrived = new CountDownLatch(1);
            CountDownLatch faultSeen = new CountDownLatch(1);
            Stubs slow = Stubs.of(healthy, "github");
            slow.once(get("/").willReturn(slow.answeredBy(request -> {
                arrived.countDown();
                assertThat(faultSeen.await(10, TimeUnit.SECONDS)).isTrue();
                return ok("unharmed");
            })));
            Stubs.of(faulty, "github").once(get("/").willReturn(aResponse().withFault(fault)));
            HttpClient shared = client(harbour, Version.HTTP_2);

            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() ->
                    harbour.callerOf(healthy, "github").with(shared).get("/").body());
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() ->
                            harbour.callerOf(faulty, "github").with(shared).tryGet("/"))
                    .isInstanceOf(IOException.class);
            faultSeen.countDown();

            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("unharmed");
        }
    }

    private static HttpClient client(Harbour harbour, Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(harbour.stubs().trustingContext())
                .build();
    }
}
