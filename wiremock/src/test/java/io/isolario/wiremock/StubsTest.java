package io.isolario.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathTemplate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.isolario.core.CloseReport;
import io.isolario.core.JournalEntry;
import io.isolario.core.JournalKind;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Problem;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The DSL that people know, in sandboxes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StubsTest {

    @SuppressWarnings("MustBeClosedChecker") // closed after all tests
    private final Harbour harbour = Harbour.open();

    @AfterAll
    void closeHarbour() {
        assertThat(harbour.stubs().openSessions()).isZero();
        harbour.close();
    }

    @Test
    void answersEachSandboxFromItsOwnStubs() {
        try (ManagedSandbox mine = harbour.sandbox("mine");
                ManagedSandbox yours = harbour.sandbox("yours")) {
            Stubs.of(mine, "github").stubFor(get("/users/octocat").willReturn(okJson("{\"login\":\"mine\"}")));
            Stubs.of(yours, "github").stubFor(get("/users/octocat").willReturn(okJson("{\"login\":\"yours\"}")));

            assertThat(harbour.callerOf(mine, "github").get("/users/octocat").body())
                    .isEqualTo("{\"login\":\"mine\"}");
            assertThat(harbour.callerOf(yours, "github").get("/users/octocat").body())
                    .isEqualTo("{\"login\":\"yours\"}");
        }
    }

    @Test
    void tellsServicesApart() {
        try (ManagedSandbox sandbox = harbour.sandbox("services")) {
            Stubs.of(sandbox, "github").stubFor(get("/").willReturn(ok("github")));
            Stubs.of(sandbox, "payment").stubFor(get("/").willReturn(ok("payment")));

            assertThat(harbour.callerOf(sandbox, "github").get("").body()).isEqualTo("github");
            assertThat(harbour.callerOf(sandbox, "payment").get("/").body()).isEqualTo("payment");
        }
    }

    @Test
    void matchesBodiesAndPathParametersAndFillsTemplates() {
        try (ManagedSandbox sandbox = harbour.sandbox("matching")) {
            Stubs github = Stubs.of(sandbox, "github");
            github.stubFor(get(urlPathTemplate("/users/{name}"))
                    .withQueryParam("full", WireMock.equalTo("true"))
                    .willReturn(ok("{{request.path.name}}").withTransformers("response-template")));
            github.stubFor(post("/gists")
                    .withRequestBody(WireMock.equalToJson("{\"public\":true}"))
                    .willReturn(aResponse().withStatus(201)));

            Caller caller = harbour.callerOf(sandbox, "github");
            assertThat(caller.get("/users/octocat?full=true").body()).isEqualTo("octocat");
            assertThat(caller.post("/gists", "{ \"public\" : true }").status()).isEqualTo(201);
        }
    }

    @Test
    void runsAScenario() {
        try (ManagedSandbox sandbox = harbour.sandbox("scenario")) {
            Stubs github = Stubs.of(sandbox, "github");
            github.stubFor(get("/status")
                    .inScenario("deployment")
                    .whenScenarioStateIs(Scenario.STARTED)
                    .willReturn(ok("pending"))
                    .willSetStateTo("done"));
            github.stubFor(get("/status")
                    .inScenario("deployment")
                    .whenScenarioStateIs("done")
                    .willReturn(ok("success")));

            Caller caller = harbour.callerOf(sandbox, "github");
            assertThat(List.of(
                            caller.get("/status").body(),
                            caller.get("/status").body(),
                            caller.get("/status").body()))
                    .containsExactly("pending", "success", "success");
        }
    }

    @Test
    void delaysWithoutHoldingUpOthers() {
        try (ManagedSandbox slow = harbour.sandbox("slow");
                ManagedSandbox fast = harbour.sandbox("fast")) {
            Stubs.of(slow, "github").stubFor(get("/").willReturn(ok("late").withFixedDelay(300)));
            Stubs.of(fast, "github").stubFor(get("/").willReturn(ok("soon")));

            long started = System.nanoTime();
            assertThat(harbour.callerOf(slow, "github").get("/").body()).isEqualTo("late");
            assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(300_000_000L);
            assertThat(harbour.callerOf(fast, "github").get("/").body()).isEqualTo("soon");
        }
    }

    @Test
    void resetsAConnection() {
        try (ManagedSandbox sandbox = harbour.sandbox("fault")) {
            Stubs.of(sandbox, "github")
                    .stubFor(get("/").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

            assertThatThrownBy(() -> harbour.callerOf(sandbox, "github").tryGet("/"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void showsTheServiceNeitherItsNameNorTheCarriers() {
        try (ManagedSandbox sandbox = harbour.sandbox("traces")) {
            Stubs github = Stubs.of(sandbox, "github");
            github.stubFor(get("/users/octocat?a=b").willReturn(ok()));

            String id = sandbox.id().value();
            harbour.callerOf(sandbox, "github")
                    .header("baggage", "tenant=7,isolario=" + id)
                    .header("Cookie", "theme=dark; isolario=" + id)
                    .header("User-Agent", "forum/1 isolario/" + id)
                    .get("/users/octocat?a=b");

            LoggedRequest request = github.requests(getRequestedFor(urlEqualTo("/users/octocat?a=b")))
                    .get(0);
            assertThat(request.getUrl()).isEqualTo("/users/octocat?a=b");
            assertThat(request.getAbsoluteUrl())
                    .isEqualTo("http://127.0.0.1:" + harbour.stubs().port() + "/users/octocat?a=b");
            assertThat(request.getHeader("baggage")).isEqualTo("tenant=7");
            assertThat(request.getHeader("cookie")).isEqualTo("theme=dark");
            assertThat(request.getHeader("user-agent")).isEqualTo("forum/1");
            assertThat(request.getCookies()).containsOnlyKeys("theme");
            assertThat(request.getHeaders().toString()).doesNotContain(id);
        }
    }

    @Test
    void isFoundByBaggageAsWell() {
        try (ManagedSandbox sandbox = harbour.sandbox("baggage")) {
            Stubs.of(sandbox, "github").once(get("/").willReturn(ok("found")));

            Caller caller = Caller.at(harbour.stubs().baseUrl("github"))
                    .header("baggage", "isolario=" + sandbox.id().value());
            assertThat(caller.get("/").body()).isEqualTo("found");
        }
    }

    @Test
    void offersTheClientOfWireMock() {
        try (ManagedSandbox sandbox = harbour.sandbox("client")) {
            WireMock github = Stubs.of(sandbox, "github").wireMock();
            github.register(get("/").willReturn(ok()));

            harbour.callerOf(sandbox, "github").get("/");

            github.verifyThat(1, getRequestedFor(urlEqualTo("/")));
        }
    }

    @Test
    void writesTheJournal() {
        try (ManagedSandbox sandbox = harbour.sandbox("journal")) {
            Stubs.of(sandbox, "github").stubFor(get("/users/octocat").willReturn(ok()));

            harbour.callerOf(sandbox, "github").get("/users/octocat");

            assertThat(sandbox.journal().entries(JournalKind.STUB))
                    .extracting(JournalEntry::text)
                    .containsExactly("github: GET /users/octocat -> 200");
        }
    }

    @Test
    void beginsAnewAfterAReset() {
        try (ManagedSandbox sandbox = harbour.sandbox("reset")) {
            Stubs github = Stubs.of(sandbox, "github");
            github.once(get("/").willReturn(ok("before")));

            sandbox.reset();
            github.once(get("/").willReturn(ok("after")));

            assertThat(harbour.callerOf(sandbox, "github").get("/").body()).isEqualTo("after");
        }
    }

    @Test
    void refusesAServiceThatNobodyDeclared() {
        try (ManagedSandbox sandbox = harbour.sandbox("typo")) {
            assertThatThrownBy(() -> Stubs.of(sandbox, "githbu"))
                    .isInstanceOf(RefusalException.class)
                    .hasMessage("There are no stubs of \"githbu\"; there are stubs of \"github\", \"payment\"."
                            + " Declare it by SandboxStubs.builder().service(\"githbu\"), or by the property"
                            + " isolario.stubs.githbu.property.");
        }
    }

    @Test
    void refusesASandboxWithoutStubs() {
        try (SandboxRegistry registry = SandboxRegistry.builder("bare").build();
                ManagedSandbox sandbox =
                        registry.open(SandboxOptions.builder("bare").build())) {
            assertThatThrownBy(() -> Stubs.of(sandbox, "github"))
                    .isInstanceOf(RefusalException.class)
                    .hasMessage("Sandbox " + sandbox + " has no stubs: its registry \"bare\" has no resource for them."
                            + " Give SandboxStubs.resource() to SandboxRegistry.builder() or SandboxExtension.with(..);"
                            + " with Spring Boot, set isolario.stubs.<service>.property to the property that holds the"
                            + " URL of the service.");
        }
    }

    @Test
    void refusesTheStubsOfASandboxThatHasEnded() {
        ManagedSandbox sandbox = harbour.sandbox("ended");
        sandbox.close();

        assertThatThrownBy(() -> Stubs.of(sandbox, "github"))
                .isInstanceOf(SandboxEndedException.class)
                .hasMessageStartingWith("Sandbox " + sandbox + " cannot use its stubs on thread");
    }

    @Test
    void passesWhenNothingWasUnexpectedOrLeftOut() {
        ManagedSandbox sandbox = harbour.sandbox("green");
        Stubs.of(sandbox, "github").once(get("/").willReturn(ok()));
        harbour.callerOf(sandbox, "github").get("/");

        CloseReport report = sandbox.finish();

        assertThat(report.problems()).extracting(Problem::message).isEmpty();
    }
}
