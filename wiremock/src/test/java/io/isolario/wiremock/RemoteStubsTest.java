package io.isolario.wiremock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.isolario.core.CloseReport;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Problem;
import io.isolario.core.remote.RemotePart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Stubs as clients outside the JVM set them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoteStubsTest {

    private static final Map<String, Object> OCTOCAT = Map.of(
            "request", Map.of("method", "GET", "url", "/users/octocat"),
            "response", Map.of("status", 200, "jsonBody", Map.of("login", "octocat")));

    @SuppressWarnings("MustBeClosedChecker") // closed after all tests
    private final Harbour harbour = Harbour.open();

    @AfterAll
    void closeHarbour() {
        harbour.close();
    }

    private static RemotePart.Stubs stubs(ManagedSandbox sandbox) {
        return sandbox.findSession(RemotePart.Stubs.class).orElseThrow();
    }

    @Test
    void setsTheStubsOfOneSandbox() throws Exception {
        try (ManagedSandbox mine = harbour.sandbox("mine");
                ManagedSandbox yours = harbour.sandbox("yours")) {
            stubs(mine).write(Map.of("github", List.of(OCTOCAT)));

            assertThat(harbour.callerOf(mine, "github").get("/users/octocat").body())
                    .isEqualTo("{\"login\":\"octocat\"}");
            assertThat(stubs(mine).read(Map.of()))
                    .extracting("github")
                    .extracting("requests")
                    .isEqualTo(List.of("GET /users/octocat"));
            assertThat(stubs(yours).read(Map.of())).isEqualTo(Map.of());
        }
    }

    @Test
    void takesThePlaceOfTheStubsThatAServiceHad() throws Exception {
        try (ManagedSandbox sandbox = harbour.sandbox("mine")) {
            stubs(sandbox).write(Map.of("github", List.of(OCTOCAT)));

            assertThat(stubs(sandbox).write(Map.of("github", List.of())))
                    .isEqualTo(Map.of("github", Map.of("mappings", List.of(), "requests", List.of())));
        }
    }

    @Test
    void verifiesHowOftenAStubWasCalled() throws Exception {
        ManagedSandbox sandbox = harbour.sandbox("mine");
        stubs(sandbox)
                .write(Map.of(
                        "github",
                        List.of(Map.of(
                                "request", Map.of("url", "/x"), "response", Map.of("status", 204), "times", 2))));

        harbour.callerOf(sandbox, "github").get("/x");

        CloseReport report = sandbox.finish();
        assertThat(report.problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("exactly 2 times");
    }

    @Test
    void doesNotForgetWhatCameUnexpectedWhenItGivesOtherStubs() throws Exception {
        ManagedSandbox sandbox = harbour.sandbox("mine");
        stubs(sandbox).write(Map.of("github", List.of(OCTOCAT)));
        assertThat(harbour.callerOf(sandbox, "github").get("/users/nobody").status())
                .isEqualTo(501);

        stubs(sandbox).write(Map.of("github", List.of(OCTOCAT)));
        harbour.callerOf(sandbox, "github").get("/users/octocat");

        assertThat(sandbox.finish().problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("GET /users/nobody");
    }

    @Test
    void aResetDoesNotForgetWhatCameUnexpectedUnlessThatIsNotVerified() throws Exception {
        ManagedSandbox sandbox = harbour.sandbox("mine");
        harbour.callerOf(sandbox, "github").get("/users/nobody");
        harbour.callerOf(sandbox, "payment").get("/charge");
        Stubs.of(sandbox, "payment").skipVerification();

        sandbox.reset();

        assertThat(sandbox.finish().problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("GET /users/nobody");
    }

    @Test
    void aNullOfTheHttpApiIsOneInTheAnswer() throws Exception {
        Map<String, Object> body = Map.of("email", Optional.empty(), "names", List.of(Optional.empty(), "Ana"));
        try (ManagedSandbox sandbox = harbour.sandbox("mine")) {
            stubs(sandbox)
                    .write(Map.of(
                            "github",
                            List.of(Map.of("request", Map.of("url", "/x"), "response", Map.of("jsonBody", body)))));

            assertThat(harbour.callerOf(sandbox, "github").get("/x").body())
                    .contains("\"email\":null", "\"names\":[null,\"Ana\"]");
            refuses(
                    sandbox,
                    Map.of("github", List.of(Map.of("times", Optional.empty()))),
                    "Stub 0 of \"github\": times must be a whole number of 0 or more, not null.");
        }
    }

    @Test
    void saysWhatIsWrongWithAStub() {
        try (ManagedSandbox sandbox = harbour.sandbox("mine")) {
            refuses(
                    sandbox,
                    Map.of("gitlab", List.of()),
                    "There are no stubs of \"gitlab\"; there are stubs of"
                            + " \"github\", \"payment\". Declare it by SandboxStubs.builder().service(\"gitlab\"), or by the property"
                            + " isolario.stubs.gitlab.property.");
            refuses(
                    sandbox,
                    Map.of("github", OCTOCAT),
                    "The stubs of \"github\" must be a list of WireMock's stub mappings.");
            refuses(
                    sandbox,
                    Map.of("github", List.of(1)),
                    "Stub 0 of \"github\" must be one of WireMock's stub mappings.");
            refuses(
                    sandbox,
                    Map.of("github", List.of(OCTOCAT, Map.of("times", -1))),
                    "Stub 1 of \"github\": times must be a whole number of 0 or more, not -1.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> stubs(sandbox).write(Map.of("github", List.of(Map.of("reqest", Map.of())))))
                    .withMessageStartingWith(
                            "Stub 0 of \"github\" is none of WireMock's stub mappings: Unrecognized field \"reqest\"");
        }
    }

    private static void refuses(ManagedSandbox sandbox, Map<String, Object> value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stubs(sandbox).write(value))
                .withMessage(message);
    }
}
