package io.isolario.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest extends EndpointFixture {

    private static final String PAGE = "http://app.test:4200";

    @Test
    void letsNoPageOfAnotherHostCallUnasked() {
        ApiResponse answer = post(API, "", "Origin", "http://evil.example");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(detail(answer))
                .isEqualTo(
                        "A page of \"http://evil.example\" must not call the HTTP API of sandboxes. Allow its origin by"
                                + " SandboxFilter.Builder.allowedOrigins, or call through a proxy of the page's own origin on this"
                                + " machine.");
        assertThat(post(API, "", "Origin", "null").status()).isEqualTo(403);
        assertThat(call("OPTIONS", API, "", "Origin", PAGE, "Access-Control-Request-Method", "POST")
                        .status())
                .isEqualTo(403);
        assertThat(registry.openSandboxes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:4200", "http://127.0.0.1:4200", "http://shop.localhost:4200"})
    void letsAPageOfThisMachineCallButNotReadUnasked(String origin) {
        ApiResponse answer = post(API, "", "Origin", origin);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    }

    @Test
    void letsAPageCallWhoseOriginWasAllowed() {
        configure(endpoint -> endpoint.allowedOrigins(List.of(PAGE)));

        ApiResponse preflight = call("OPTIONS", API, "", "Origin", PAGE, "Access-Control-Request-Method", "POST");
        ApiResponse answer = post(API, "", "Origin", PAGE);

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.headers())
                .containsEntry("Access-Control-Allow-Origin", List.of(PAGE))
                .containsEntry("Access-Control-Allow-Methods", List.of("GET, POST, PUT, DELETE"))
                .containsEntry(
                        "Access-Control-Allow-Headers",
                        List.of("Content-Type, Idempotency-Key, Prefer, X-Isolario-Key, X-Isolario-Sandbox"));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers())
                .containsEntry("Access-Control-Allow-Origin", List.of(PAGE))
                .containsEntry("Vary", List.of("Origin"));
        assertThat(post(API, "", "Origin", "http://app.test:4201").status()).isEqualTo(403);
    }

    @Test
    void takesNothingForAnOriginThatIsNone() {
        assertThatThrownBy(() -> configure(endpoint -> endpoint.allowedOrigins(List.of("http://app.test/"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"http://app.test/\" is no origin. Give a scheme, a host and a port without anything behind, as"
                                + " in \"http://app.test:4200\".");
    }
}
