package io.isolario.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.JournalEntry;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Problem;
import io.isolario.wiremock.Caller.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What fails a test at its end, and what it is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerificationTest {

    @SuppressWarnings("MustBeClosedChecker") // closed after all tests
    private final Harbour harbour = Harbour.open();

    @AfterAll
    void closeHarbour() {
        harbour.close();
    }

    @Test
    void namesTheNearestStubAndWhatDiffers() {
        ManagedSandbox sandbox = harbour.sandbox("unexpected");
        Stubs github = Stubs.of(sandbox, "github");
        github.stubFor(get("/users/octocat").willReturn(ok()));
        github.once(post("/gists").willReturn(ok()));
        harbour.callerOf(sandbox, "github").get("/users/octocat");

        Answer answer = harbour.callerOf(sandbox, "github").get("/users/octodog");

        String message = "Unexpected request to \"github\" in sandbox " + sandbox + ": GET /users/octodog"
                + "\n  Nearest stub: GET /users/octocat; what differs:"
                + "\n    URL: expected /users/octocat, but was /users/octodog"
                + "\n  Active routes:"
                + "\n    GET /users/octocat, served once"
                + "\n    once POST /gists, served 0 times"
                + "\n  Stub it by Stubs.stubFor(..) or once(..), or call Stubs.skipVerification().";
        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.body()).contains("Nearest stub: GET /users/octocat");
        assertThat(problems(sandbox)).hasSize(2).first().isEqualTo(message);
    }

    @Test
    void namesEveryPartThatDiffers() {
        ManagedSandbox sandbox = harbour.sandbox("differences");
        Stubs.of(sandbox, "github")
                .stubFor(post(urlPathEqualTo("/gists"))
                        .withName("new gist")
                        .withHeader("Accept", equalTo("application/json"))
                        .withHeader("X-Absent", equalTo("here"))
                        .withQueryParam("page", equalTo("1"))
                        .withCookie("theme", equalTo("dark"))
                        .withRequestBody(equalToJson("{\"public\":true}"))
                        .willReturn(ok()));

        harbour.callerOf(sandbox, "github").header("Accept", "text/html").post("/gists?page=2", "{\"public\":false}");

        assertThat(problems(sandbox))
                .containsExactly("Unexpected request to \"github\" in sandbox " + sandbox + ": POST /gists?page=2"
                        + "\n  Nearest stub: POST /gists \"new gist\"; what differs:"
                        + "\n    header Accept: expected equalTo application/json, but was text/html"
                        + "\n    header X-Absent: expected equalTo here, but there is none"
                        + "\n    query parameter page: expected equalTo 1, but was 2"
                        + "\n    cookie theme: expected equalTo dark, but there is none"
                        + "\n    body: expected equalToJson {\n  \"public\" : true\n}, but was {\"public\":false}"
                        + "\n  Active routes:"
                        + "\n    POST /gists \"new gist\", served 0 times"
                        + "\n  Stub it by Stubs.stubFor(..) or once(..), or call Stubs.skipVerification().");
    }

    @Test
    void saysThatThereAreNoRoutes() {
        ManagedSandbox sandbox = harbour.sandbox("empty");

        harbour.callerOf(sandbox, "github").get("/");

        assertThat(problems(sandbox))
                .containsExactly("Unexpected request to \"github\" in sandbox " + sandbox + ": GET /"
                        + "\n  There are no routes."
                        + "\n  Stub it by Stubs.stubFor(..) or once(..), or call Stubs.skipVerification().");
    }

    @Test
    void saysThatAnExpectationIsUsedUp() {
        ManagedSandbox sandbox = harbour.sandbox("used up");
        Stubs.of(sandbox, "github").once(get("/").willReturn(ok()));
        Caller caller = harbour.callerOf(sandbox, "github");
        caller.get("/");

        assertThat(caller.get("/").status()).isEqualTo(501);
        assertThat(problems(sandbox))
                .containsExactly("Unexpected request to \"github\" in sandbox " + sandbox + ": GET /"
                        + "\n  It matches a stub that does not answer: once GET /; it is used up."
                        + "\n  Active routes:"
                        + "\n    once GET /, served once, used up"
                        + "\n  Stub it by Stubs.stubFor(..) or once(..), or call Stubs.skipVerification().");
    }

    @Test
    void saysWhatAScenarioWaitsFor() {
        ManagedSandbox sandbox = harbour.sandbox("scenario");
        Stubs.of(sandbox, "github")
                .stubFor(get("/status")
                        .inScenario("deployment")
                        .whenScenarioStateIs("done")
                        .willReturn(ok()));

        harbour.callerOf(sandbox, "github").get("/status");

        assertThat(problems(sandbox).get(0))
                .contains(
                        "\n  It matches a stub that does not answer: GET /status; it waits for the state \"done\" of the"
                                + " scenario \"deployment\", which is in the state \"Started\".");
    }

    @Test
    void failsForARequestThatMustNotCome() {
        ManagedSandbox sandbox = harbour.sandbox("never");
        Stubs.of(sandbox, "github").never(get("/admin").willReturn(ok("secret")));

        Answer answer = harbour.callerOf(sandbox, "github").get("/admin");

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.body()).doesNotContain("secret");
        assertThat(problems(sandbox))
                .containsExactly("Unexpected request to \"github\" in sandbox " + sandbox + ": GET /admin"
                        + "\n  It must not come: never GET /admin"
                        + "\n  Active routes:"
                        + "\n    never GET /admin, served once"
                        + "\n  Stub it by Stubs.stubFor(..) or once(..), or call Stubs.skipVerification().");
    }

    @Test
    void listsWhatCameInsteadOfWhatWasExpected() {
        ManagedSandbox sandbox = harbour.sandbox("unmet");
        Stubs github = Stubs.of(sandbox, "github");
        github.exactly(2, get("/users/octocat").willReturn(ok()));
        github.stubFor(get("/users/octodog").willReturn(ok()));
        harbour.callerOf(sandbox, "github").get("/users/octocat");
        harbour.callerOf(sandbox, "github").get("/users/octodog");

        assertThat(problems(sandbox))
                .containsExactly(
                        "Unmet expectation of \"github\" in sandbox " + sandbox
                                + ": exactly 2 times GET /users/octocat, but it was served once"
                                + "\n  Requests that came:"
                                + "\n    GET /users/octocat"
                                + "\n    GET /users/octodog"
                                + "\n  Await what sends it by sandbox.awaitQuiescence(), or expect less: stubFor(..) expects nothing.");
    }

    @Test
    void listsWhatCameWithoutASandbox() {
        ManagedSandbox sandbox = harbour.sandbox("missed");
        Stubs.of(sandbox, "github").atLeast(1, get("/users/octocat").willReturn(ok()));
        Caller.at(harbour.stubs().baseUrl("github")).get("/users/octocat");

        assertThat(problems(sandbox))
                .containsExactly(
                        "Unmet expectation of \"github\" in sandbox " + sandbox
                                + ": at least once GET /users/octocat, but it was never served"
                                + "\n  No request came."
                                + "\n  Requests that came without a sandbox, and were refused:"
                                + "\n    GET /users/octocat"
                                + "\n  Await what sends it by sandbox.awaitQuiescence(), or expect less: stubFor(..) expects nothing.");
    }

    @Test
    void reportsAStubThatNobodyUsed() {
        ManagedSandbox sandbox = harbour.sandbox("unused");
        Stubs.of(sandbox, "github").stubFor(get("/users/octocat").willReturn(ok()));

        assertThat(problems(sandbox)).isEmpty();
        assertThat(sandbox.journal().entries(JournalKind.STUB))
                .extracting(JournalEntry::text)
                .containsExactly("github: GET /users/octocat was never used");
    }

    @Test
    void passesWhenTheTestSkipsIt() {
        ManagedSandbox sandbox = harbour.sandbox("skipped");
        Stubs github = Stubs.of(sandbox, "github");
        github.once(get("/users/octocat").willReturn(ok()));
        github.skipVerification();
        harbour.callerOf(sandbox, "github").get("/");

        assertThat(problems(sandbox)).isEmpty();
    }

    @Test
    void countsRequests() {
        try (ManagedSandbox sandbox = harbour.sandbox("count")) {
            Stubs github = Stubs.of(sandbox, "github");
            github.stubFor(get("/").willReturn(ok()));
            harbour.callerOf(sandbox, "github").get("/");

            github.verify(1, getRequestedFor(urlEqualTo("/")));
            assertThatThrownBy(() -> github.verify(2, getRequestedFor(urlEqualTo("/"))))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("Expected 2 times GET / to \"github\", but it came once"
                            + "\n  Requests that came:"
                            + "\n    GET /");
        }
    }

    @Test
    void refusesToExpectNothing() {
        try (ManagedSandbox sandbox = harbour.sandbox("nothing")) {
            Stubs github = Stubs.of(sandbox, "github");

            assertThatThrownBy(() -> github.exactly(0, get("/")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Stubs.exactly(0, ..) expects nothing. Give a number of 1 or more, or use never(..) or"
                            + " stubFor(..).");
        }
    }

    private static List<String> problems(ManagedSandbox sandbox) {
        return sandbox.finish().problems().stream().map(Problem::message).toList();
    }
}
