package io.isolario.wiremock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.isolario.core.Sandbox;
import io.isolario.core.remote.RemotePart;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stubs as clients outside the JVM set and read them. */
class RemoteStubsTest {

    private static final Map<String, Object> OCTOCAT = Map.of(
            "request", Map.of("method", "GET", "url", "/users/octocat"),
            "response", Map.of("status", 200, "body", "hello"));

    @Test
    void areSetAndReadByService() throws Exception {
        try (Harbour harbour = Harbour.open();
                Sandbox sandbox = harbour.sandbox("a browser");
                Sandbox other = harbour.sandbox("another")) {
            stubs(sandbox).write(Map.of("github", Map.of("mappings", List.of(OCTOCAT))));

            assertThat(harbour.callerOf(sandbox, "github").get("/users/octocat").body())
                    .isEqualTo("hello");
            assertThat(stubs(sandbox).read(Map.of()).toString())
                    .contains(
                            "baseUrl=" + harbour.stubs().baseUrl("github"), "url=/users/octocat", "GET /users/octocat");
            assertThat(stubs(other).read(Map.of())).isEqualTo(Map.of());
        }
    }

    @Test
    void areReplacedBySettingThemAgain() throws Exception {
        try (Harbour harbour = Harbour.open();
                Sandbox sandbox = harbour.sandbox("a browser")) {
            stubs(sandbox).write(Map.of("github", Map.of("mappings", List.of(OCTOCAT, OCTOCAT))));

            stubs(sandbox).write(Map.of("github", Map.of("mappings", List.of())));

            assertThat(stubs(sandbox).read(Map.of()).toString()).contains("mappings=[]");
        }
    }

    @Test
    void areRefusedWhenTheyAreNone() {
        try (Harbour harbour = Harbour.open();
                Sandbox sandbox = harbour.sandbox("a browser")) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> stubs(sandbox).write(Map.of("github", "none")))
                    .withMessage(
                            "The stubs of \"github\" are no {\"mappings\": [..]} with mappings as WireMock writes them.");
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() ->
                            stubs(sandbox).write(Map.of("github", Map.of("mappings", List.of(Map.of("wrong", 1))))))
                    .withMessageStartingWith("A stub of \"github\" is no mapping of WireMock: ");
        }
    }

    private static RemotePart stubs(Sandbox sandbox) {
        return sandbox.session(RemotePart.Stubs.class);
    }
}
