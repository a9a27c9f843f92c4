package io.isolario.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxId;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients written for the sandbox plug of Phoenix work unchanged. */
abstract class PhoenixVerification extends ContainerVerification {

    @Test
    void hasNoPlugUnlessToldSo() {
        assertThat(caller.post("/sandbox", "").body()).isEqualTo("nobody");
    }

    @Test
    void opensAndEndsASandboxAsThePlugDoes() throws Exception {
        restart(filter -> filter.phoenixPath("/sandbox"));

        HttpResponse<String> opened = caller.post("/sandbox", "");
        String token = opened.body();

        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(token).matches("isolario/[0-9a-f]{32}");
        assertThat(caller.get("/sandbox").body()).isEqualTo("nobody");
        assertThat(caller.get("/sandbox", "User-Agent", token).body()).isEqualTo("remote client 127.0.0.1");
        assertThat(caller.get("/owner", "User-Agent", "Mozilla/5.0 " + token).body())
                .isEqualTo("remote client 127.0.0.1");
        assertThat(caller.get("/owner", "User-Agent", "Mozilla/5.0/" + token).body())
                .isEqualTo("remote client 127.0.0.1");

        HttpResponse<String> ended = caller.delete("/sandbox", "User-Agent", token);

        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(ended.body()).isEmpty();
        assertThat(caller.get("/owner", "User-Agent", token).statusCode()).isEqualTo(410);
    }

    @Test
    void keepsTwoSandboxesOfThePlugApart() throws Exception {
        restart(filter -> filter.phoenixPath("/sandbox"));
        String first = caller.post("/sandbox", "").body();
        String second = caller.post("/sandbox", "").body();

        caller.delete("/sandbox", "User-Agent", first);

        assertThat(caller.get("/owner", "User-Agent", first).statusCode()).isEqualTo(410);
        assertThat(caller.get("/owner", "User-Agent", second).statusCode()).isEqualTo(200);
    }

    @Test
    void takesAnotherHeaderForThePlugIfToldSo() throws Exception {
        restart(filter -> filter.phoenixPath("/sandbox").phoenixHeader("x-session"));
        String token = caller.post("/sandbox", "").body();

        HttpResponse<String> answer = caller.get("/owner", "x-session", token);
        assertThat(answer.body()).isEqualTo("remote client 127.0.0.1");
        assertThat(answer.headers().allValues("Vary"))
                .containsExactly("baggage, Cookie, User-Agent, X-Isolario-Sandbox, x-session");
        assertThat(caller.delete("/sandbox", "x-session", token).statusCode()).isEqualTo(200);
    }

    @Test
    void takesATokenThatIsWrappedAsPhoenixWrapsItsOwn() throws Exception {
        restart(filter -> filter.phoenixPath("/sandbox"));
        String token = caller.post("/sandbox", "").body();
        String wrapped = "BeamMetadata ("
                + Base64.getUrlEncoder().encodeToString(token.getBytes(StandardCharsets.US_ASCII)) + ")";

        assertThat(caller.get("/owner", "User-Agent", "Mozilla/5.0/" + wrapped).body())
                .isEqualTo("remote client 127.0.0.1");
        assertThat(caller.delete("/sandbox", "User-Agent", wrapped).statusCode())
                .isEqualTo(200);
        assertThat(caller.delete("/sandbox", "User-Agent", wrapped).statusCode())
                .isEqualTo(410);
    }

    /** A term of Erlang, which the original would decode; and what is not even Base64. */
    @ParameterizedTest
    @ValueSource(strings = {"g3QAAAABZAACdjFtAAAAA2FuYQ==", "g3Q!", "", "aXNvbGFyaW8v"})
    void looksIntoNoTermOfAnother(String encoded) throws Exception {
        restart(filter -> filter.phoenixPath("/sandbox"));

        assertThat(caller.get("/owner", "User-Agent", "Mozilla/5.0/BeamMetadata (" + encoded + ")")
                        .statusCode())
                .isEqualTo(400);
        assertThat(application.threads).isEmpty();
    }

    @Test
    void leavesAThreadThatServedASandboxToNobody() throws Exception {
        restart(filter -> filter.phoenixPath("/sandbox"));
        String token = caller.post("/sandbox", "").body();

        for (int i = 0; i < 2 * Container.THREADS; i++) {
            assertThat(caller.get("/owner", "User-Agent", token).statusCode()).isEqualTo(200);
            assertThat(caller.get("/owner").body()).isEqualTo("nobody");
        }
    }

    @Test
    void saysWhyNoTokenCanBeHad() throws Exception {
        restart(filter -> filter.phoenixPath("/sandbox").maxOpen(1).secret("Sesame"));
        caller.post("/sandbox", "", "X-Isolario-Key", "Sesame");

        assertThat(caller.post("/sandbox", "").statusCode()).isEqualTo(401);
    }

    @Test
    void saysGoneWhereThePlugOfPhoenixFails() throws Exception {
        restart(filter -> filter.phoenixPath("/sandbox").idleTimeout(Duration.ofMillis(100)));
        String deleted = caller.post("/sandbox", "").body();
        caller.delete("/sandbox", "User-Agent", deleted);
        String abandoned = caller.post("/sandbox", "").body();
        awaitEnd(abandoned);

        assertProblem(
                caller.delete("/sandbox", "User-Agent", "Mozilla/5.0"),
                410,
                "{\"type\":\"urn:isolario:problem:no-sandbox\",\"title\":\"No sandbox to end\",\"status\":410,\"detail\":"
                        + "\"The header user-agent carries no sandbox to end. Send the token that POST /sandbox"
                        + " returned.\",\"reason\":\"no-sandbox\"}");
        assertThat(caller.delete("/sandbox", "User-Agent", deleted).statusCode())
                .isEqualTo(410);
        assertThat(caller.delete("/sandbox", "User-Agent", abandoned).statusCode())
                .isEqualTo(410);
        assertThat(caller.delete("/sandbox", "User-Agent", "isolario/" + UNKNOWN)
                        .statusCode())
                .isEqualTo(410);
        assertThat(caller.delete("/sandbox", "User-Agent", "isolario/AQIDBA==").statusCode())
                .isEqualTo(400);
        assertThat(caller.get("/owner", "User-Agent", "isolario/AQIDBA==").statusCode())
                .isEqualTo(400);
    }

    private void awaitEnd(String token) throws InterruptedException {
        ManagedSandbox sandbox = registry.find(SandboxId.parse(token.substring("isolario/".length())));
        CountDownLatch ending = new CountDownLatch(1);
        sandbox.onClose(ending::countDown);
        assertThat(ending.await(30, TimeUnit.SECONDS)).isTrue();
        sandbox.finish();
    }
}
