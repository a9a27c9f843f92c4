package io.isolario.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestWrapper;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.Problem;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What TestServer is tested for over HTTP, ported by behaviour; docs/parity.md maps its cases to these. */
class TestServerConformanceTest {

    @Test
    void hasAPortForEachInstanceAndGivesItBack() {
        try (Harbour one = Harbour.open();
                Harbour two = Harbour.open()) {
            assertThat(one.stubs().port()).isNotEqualTo(two.stubs().port());
        }
        Caller caller;
        try (Harbour closed = Harbour.open()) {
            caller = Caller.at(closed.stubs().baseUrl("github"));
        }

        assertThatThrownBy(() -> caller.tryGet("/")).isInstanceOf(IOException.class);
    }

    @Test
    void isClosedTwiceWithoutHarm() {
        try (Harbour harbour = Harbour.open()) {
            harbour.close();
        }
    }

    @Test
    void failsForAnotherMethod() {
        try (Harbour harbour = Harbour.open()) {
            ManagedSandbox sandbox = harbour.sandbox("method");
            Stubs.of(sandbox, "github").once(get("/").willReturn(ok()));

            harbour.callerOf(sandbox, "github").post("/", "");

            assertThat(problems(sandbox).get(0))
                    .contains("\n  Nearest stub: once GET /; what differs:\n    method: expected GET, but was POST\n");
        }
    }

    @Test
    void showsTheParametersOfARequestTooMany() {
        try (Harbour harbour = Harbour.open()) {
            ManagedSandbox sandbox = harbour.sandbox("too many");
            Stubs.of(sandbox, "github").once(any(anyUrl()).willReturn(ok()));
            harbour.callerOf(sandbox, "github").get("/?page=1");
            harbour.callerOf(sandbox, "github").get("/?page=2");

            assertThat(problems(sandbox)).singleElement().asString().contains(": GET /?page=2\n");
        }
    }

    @Test
    void failsWhenAHandlerAnswersNothing() {
        try (Harbour harbour = Harbour.open()) {
            ManagedSandbox sandbox = harbour.sandbox("nothing");
            Stubs github = Stubs.of(sandbox, "github");
            github.once(get("/").willReturn(github.answeredBy(TestServerConformanceTest::nothing)));

            assertThat(harbour.callerOf(sandbox, "github").get("/").status()).isEqualTo(500);
            assertThat(problems(sandbox))
                    .singleElement()
                    .asString()
                    .startsWith("A stub of \"github\" failed at GET /: java.lang.NullPointerException");
        }
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // The mistake that is tested.
    private static ResponseDefinitionBuilder nothing(Request request) {
        return null;
    }

    @Test
    void matchesByCodeAndFailsWhenThatThrows() {
        try (Harbour harbour = Harbour.open()) {
            ManagedSandbox sandbox = harbour.sandbox("match");
            Stubs github = Stubs.of(sandbox, "github");
            github.once(post("/")
                    .andMatching(
                            request -> MatchResult.of(request.getBodyAsString().length() == 2))
                    .willReturn(ok("two")));
            github.stubFor(get("/").andMatching(request -> {
                throw new IllegalStateException("cannot tell");
            }));

            assertThat(harbour.callerOf(sandbox, "github").post("/", "ab").body())
                    .isEqualTo("two");
            assertThat(harbour.callerOf(sandbox, "github").get("/").status()).isEqualTo(500);
            assertThat(problems(sandbox))
                    .containsExactly(
                            "A stub of \"github\" failed at GET /: java.lang.IllegalStateException: cannot tell");
        }
    }

    @Test
    void runsAFilterBeforeMatching() {
        try (Harbour harbour = Harbour.open(builder -> builder.extensions(new Renaming()));
                ManagedSandbox sandbox = harbour.sandbox("plug")) {
            Stubs.of(sandbox, "github").once(get("/new").willReturn(ok("renamed")));

            assertThat(harbour.callerOf(sandbox, "github").get("/old").body()).isEqualTo("renamed");
        }
    }

    @Test
    void leavesNoTraceOfAClientThatGaveUp() {
        try (Harbour harbour = Harbour.open()) {
            ManagedSandbox sandbox = harbour.sandbox("gave up");
            Stubs.of(sandbox, "github").once(get("/").willReturn(ok().withFixedDelay(60_000)));
            Caller impatient = harbour.callerOf(sandbox, "github").withTimeoutMillis(50);

            assertThatThrownBy(() -> impatient.tryGet("/")).isInstanceOf(IOException.class);

            assertThat(problems(sandbox)).isEmpty();
        }
    }

    private static List<String> problems(ManagedSandbox sandbox) {
        return sandbox.finish().problems().stream().map(Problem::message).toList();
    }

    private static final class Renaming implements StubRequestFilterV2 {

        @Override
        public RequestFilterAction filter(Request request, ServeEvent serveEvent) {
            return RequestFilterAction.continueWith(RequestWrapper.create()
                    .transformAbsoluteUrl(url -> url.replace("/old", "/new"))
                    .wrap(request));
        }

        @Override
        public String getName() {
            return "renaming";
        }
    }
}
