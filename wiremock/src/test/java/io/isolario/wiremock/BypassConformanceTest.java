package io.isolario.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathTemplate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** What Bypass is tested for, ported by behaviour; docs/parity.md maps its cases to these. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BypassConformanceTest {

    @SuppressWarnings("MustBeClosedChecker") // closed after all tests
    private final Harbour harbour = Harbour.open();

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private Case current = new Case(harbour, "none");

    /** One test's sandbox, its stubs and the client of its application. */
    private record Case(ManagedSandbox sandbox, Stubs bypass, Caller client) {

        Case(Harbour harbour, String name) {
            this(harbour.sandbox(name), harbour);
        }

        private Case(ManagedSandbox sandbox, Harbour harbour) {
            this(sandbox, Stubs.of(sandbox, "github"), harbour.callerOf(sandbox, "github"));
        }

        List<String> problems() {
            return sandbox.finish().problems().stream().map(Problem::message).toList();
        }
    }

    @BeforeEach
    void openSandbox(TestInfo test) {
        current.sandbox().finish();
        current = new Case(harbour, test.getDisplayName());
    }

    @AfterEach
    void endSandbox() {
        current.sandbox().finish();
    }

    @AfterAll
    void closeHarbour() {
        clients.shutdownNow();
        harbour.close();
    }

    @Test
    void goesDownAndUpAThousandTimesOnOnePort() {
        current.bypass().stubFor(get("/").willReturn(ok()));
        String url = current.bypass().baseUrl();

        for (int cycle = 0; cycle < 1000; cycle++) {
            current.bypass().down();
            current.bypass().up();
        }

        assertThat(current.bypass().baseUrl()).isEqualTo(url);
        assertThat(current.client().get("/").status()).isEqualTo(200);
    }

    @Test
    void answersNothingWhileItIsDownAndAgainWhenItIsUp() {
        current.bypass().stubFor(get("/").willReturn(ok()));

        current.bypass().down();
        assertThatThrownBy(() -> current.client().tryGet("/")).isInstanceOf(IOException.class);
        current.bypass().up();

        assertThat(current.client().get("/").status()).isEqualTo(200);
        assertThat(current.problems()).isEmpty();
    }

    @Test
    void isDownForOneSandboxOnly() {
        try (ManagedSandbox other = harbour.sandbox("other")) {
            Stubs.of(other, "github").stubFor(get("/").willReturn(ok()));

            current.bypass().down();

            assertThat(harbour.callerOf(other, "github").get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void refusesToGoDownOrUpTwice() {
        current.bypass().down();
        assertThatThrownBy(() -> current.bypass().down())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("\"github\" is down already in this sandbox. Stubs.up() takes it up again.");
        current.bypass().up();
        assertThatThrownBy(() -> current.bypass().up())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("\"github\" is up already in this sandbox. Stubs.down() takes it down.");
    }

    @Test
    void goesDownOnceWhenFiveAskAtOnce() {
        List<CompletableFuture<Boolean>> downs = IntStream.range(0, 5)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                current.bypass().down();
                                return true;
                            } catch (IllegalStateException already) {
                                return false;
                            }
                        },
                        clients))
                .toList();

        assertThat(downs.stream().filter(CompletableFuture::join)).hasSize(1);
    }

    @Test
    void waitsForARequestUnderWayBeforeItIsDown() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        current.bypass().once(get("/").willReturn(current.bypass().answeredBy(request -> {
            arrived.countDown();
            assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
            return ok("finished");
        })));
        CompletableFuture<String> answer =
                CompletableFuture.supplyAsync(() -> current.client().get("/").body(), clients);
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> down =
                CompletableFuture.runAsync(() -> current.bypass().down(), clients);
        assertThat(down).isNotDone();
        goOn.countDown();

        down.get(10, TimeUnit.SECONDS);
        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("finished");
    }

    @Test
    void saysThatARequestUnderWayKeepsItFromGoingDown() {
        ServiceState state = new ServiceState(
                new Service("github", "http://127.0.0.1/github", Optional.empty(), false, false), Duration.ofMillis(5));
        assertThat(state.arrive()).isTrue();

        assertThatThrownBy(state::down)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "\"github\" is down, but 1 request is still under way after 5 ms. Call Stubs.down() outside its"
                                + " handlers, and let these return.");
    }

    @Test
    void endsWhileARequestIsUnderWay() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        current.bypass().once(get("/").willReturn(current.bypass().answeredBy(request -> {
            arrived.countDown();
            assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
            return ok("drained");
        })));
        CompletableFuture<String> answer =
                CompletableFuture.supplyAsync(() -> current.client().get("/").body(), clients);
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<List<String>> problems = CompletableFuture.supplyAsync(current::problems, clients);
        goOn.countDown();

        assertThat(problems.get(10, TimeUnit.SECONDS)).isEmpty();
        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("drained");
    }

    @Test
    void failsWhenAnExpectedRequestDoesNotCome() {
        current.bypass().atLeast(1, any(anyUrl()).willReturn(ok()));

        assertThat(current.problems())
                .singleElement()
                .asString()
                .contains("at least once ANY any URL, but it was never served");
    }

    @Test
    void failsWhenOneOfAllDeclaredRoutesIsNotCalled() {
        current.bypass().once(get("/one").willReturn(ok()));
        current.bypass().once(get("/two").willReturn(ok()));
        current.client().get("/one");

        assertThat(current.problems()).singleElement().asString().contains("once GET /two, but it was never served");
    }

    @Test
    void passesWhenAHandlerIsCutOffOnPurpose() {
        current.bypass().once(get("/").willReturn(current.bypass().answeredBy(request -> {
            throw new IllegalStateException("killed");
        })));
        current.bypass().skipVerification();

        assertThat(current.client().get("/").status()).isEqualTo(500);
    }

    @Test
    void failsAndNamesAnUnexpectedRequest() {
        assertThat(current.client().get("/surprise").status()).isEqualTo(501);

        assertThat(current.problems()).singleElement().asString().contains(": GET /surprise\n");
    }

    @Test
    void answersFiveAtOnceSideBySide() {
        CyclicBarrier together = new CyclicBarrier(5);
        current.bypass().atLeast(5, post("/").willReturn(current.bypass().answeredBy(request -> {
            together.await(10, TimeUnit.SECONDS);
            return ok();
        })));

        assertThat(fiveAtOnce()).containsOnly(200);
        assertThat(current.problems()).isEmpty();
    }

    @Test
    void letsOneOfFiveAtOnceThroughWhereOneIsExpected() {
        current.bypass().once(post("/").willReturn(ok()));

        assertThat(fiveAtOnce()).containsExactlyInAnyOrder(200, 501, 501, 501, 501);
        assertThat(current.problems()).hasSize(4).allMatch(problem -> problem.contains("once POST /; it is used up."));
    }

    private List<Integer> fiveAtOnce() {
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 5)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> current.client().post("/", "x").status(), clients))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void countsExactlyOverAllRoutes() {
        current.bypass().exactly(2, any(anyUrl()).willReturn(ok()));
        current.client().get("/one");
        current.client().get("/two");
        assertThat(current.client().get("/three").status()).isEqualTo(501);

        assertThat(current.problems())
                .singleElement()
                .asString()
                .contains("exactly 2 times ANY any URL; it is used up.");
    }

    @Test
    void countsExactlyByRoute() {
        current.bypass().exactly(2, get("/one").willReturn(ok()));
        current.client().get("/one");

        assertThat(current.problems())
                .singleElement()
                .asString()
                .contains("exactly 2 times GET /one, but it was served once");
    }

    @Test
    void letsAStubBeCalledOrNot() {
        current.bypass().stubFor(get("/called").willReturn(ok()));
        current.bypass().stubFor(get("/not-called").willReturn(ok()));
        current.client().get("/called");

        assertThat(current.problems()).isEmpty();
    }

    @Test
    void prefersTheRouteThatIsDeclaredLast() {
        current.bypass().stubFor(any(anyUrl()).willReturn(ok("generic")));
        current.bypass().stubFor(get("/specific").willReturn(ok("specific")));
        current.bypass().stubFor(get("/specific").willReturn(ok("declared again")));

        assertThat(current.client().get("/specific").body()).isEqualTo("declared again");
        assertThat(current.client().get("/other").body()).isEqualTo("generic");
    }

    @Test
    void knowsTheParametersOfAPath() {
        current.bypass()
                .stubFor(get(urlPathTemplate("/this/{id}"))
                        .willReturn(current.bypass()
                                .answeredBy(request ->
                                        ok(request.getPathParameters().get("id")
                                                + request.queryParameter("q").firstValue()))));

        assertThat(current.client().get("/this/7?q=8").body()).isEqualTo("78");
    }

    @Test
    void stacksExpectationsOfOneRouteInOrder() {
        for (String body : List.of("first", "second", "third")) {
            current.bypass().once(get("/").willReturn(ok(body)));
        }
        current.bypass().stubFor(get("/").willReturn(ok("from then on")));

        assertThat(Stream.generate(() -> current.client().get("/").body()).limit(4))
                .containsExactly("first", "second", "third", "from then on");
    }

    @Test
    void failsForAHandlerWhoseClientSwallowedTheAnswer() {
        current.bypass().once(get("/").willReturn(current.bypass().answeredBy(request -> {
            throw new AssertionError("no token");
        })));

        assertThat(current.client().get("/").body())
                .isEqualTo("A stub of \"github\" failed at GET /: java.lang.AssertionError: no token");
        assertThat(current.problems())
                .containsExactly("A stub of \"github\" failed at GET /: java.lang.AssertionError: no token");
    }

    @Test
    void runsAHandlerInTheSandbox() {
        current.bypass()
                .once(get("/").willReturn(current.bypass()
                        .answeredBy(request ->
                                ok(ManagedSandbox.current().orElseThrow().toString()))));

        assertThat(current.client().get("/").body()).isEqualTo(current.sandbox().toString());
    }

    @Test
    void refusesANameThatIsNoPath() {
        SandboxStubs.Builder builder = SandboxStubs.builder();

        assertThatThrownBy(() -> builder.service("git/hub"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"git/hub\" cannot be the name of a service: it becomes the first part of a path. Use lower-case"
                                + " letters, digits, dots, underscores and hyphens.");
    }
}
