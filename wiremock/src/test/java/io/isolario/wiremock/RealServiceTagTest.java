package io.isolario.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import com.sun.net.httpserver.HttpServer;
import io.isolario.core.ManagedSandbox;
import io.isolario.junit.SandboxExtension;
import io.isolario.junit.Sandboxed;
import io.isolario.wiremock.junit.RealService;
import io.isolario.wiremock.junit.StubbedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestTag;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Tests against real services are marked, and run when asked for. The real ones are servers of the JDK here. */
class RealServiceTagTest {

    private static final HttpServer REAL = start();

    @SuppressWarnings("MustBeClosedChecker") // closed after all tests
    private static final SandboxStubs STUBS = SandboxStubs.builder()
            .service(
                    "github", URI.create("http://127.0.0.1:" + REAL.getAddress().getPort() + "/v3"))
            .service("payment")
            .start();

    private static final Path RECORDING = temporaryFile();

    private static HttpServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v3/", exchange -> {
                byte[] body = ("real " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @AfterAll
    static void close() throws IOException {
        STUBS.close();
        REAL.stop(0);
        Files.deleteIfExists(RECORDING);
        Files.deleteIfExists(requireNonNull(RECORDING.getParent()));
    }

    @Test
    void isSkippedInTheNormalRun() {
        EngineExecutionResults results = run(AgainstStubs.class, null);
        results.testEvents().assertStatistics(statistics -> statistics.succeeded(1));

        results = run(AgainstTheRealOne.class, null);
        results.testEvents().assertStatistics(statistics -> statistics.started(0));
        results.containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        skippedWithReason("Needs the real \"github\", outside the normal run: -Disolario.real=github"
                                + " or -Disolario.real=true lets it run."));
    }

    @Test
    void runsTheSameTestsAgainstTheRealServiceWhenAskedFor() {
        run(AgainstTheRealOne.class, "true")
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(1).failed(0));
    }

    @Test
    void runsThoseWhoseServicesAreListed() {
        run(AgainstTwo.class, "payment, github").testEvents().assertStatistics(statistics -> statistics.started(2));

        EngineExecutionResults one = run(AgainstTwo.class, "github");
        one.testEvents().assertStatistics(statistics -> statistics.succeeded(1).failed(0));
        one.testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        skippedWithReason("Needs the real \"payment\", \"github\", outside the normal run:"
                                + " -Disolario.real=payment,github or -Disolario.real=true lets it run."));
    }

    @Test
    void refusesAServiceWhoseUrlIsNotKnown() {
        run(AgainstTwo.class, "true")
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                message("The real \"payment\" is not known, so nobody can pass requests on to"
                                        + " it. Give its URL with SandboxStubs.builder().service(\"payment\", url), or set the"
                                        + " property isolario.stubs.payment.url.")));
    }

    @Test
    void hasATagToSelectItBy() {
        assertThat(run(AgainstTheRealOne.class, "true").testEvents().started().stream()
                        .map(Event::getTestDescriptor))
                .isNotEmpty()
                .allSatisfy(test -> assertThat(test.getTags()).contains(TestTag.create(RealService.TAG)));
        assertThat(run(AgainstStubs.class, null).testEvents().started().stream().map(Event::getTestDescriptor))
                .isNotEmpty()
                .allSatisfy(test -> assertThat(test.getTags()).isEmpty());
    }

    @Test
    void makesTheRecordingThatTestsOfTheNormalRunAnswerFrom() {
        run(Recording.class, "true").testEvents().assertStatistics(statistics -> statistics.succeeded(1));

        assertThat(RECORDING).isNotEmptyFile();
        run(Recorded.class, null).testEvents().assertStatistics(statistics -> statistics.succeeded(1));
    }

    @Test
    void holdsForAllTestsOfAClassWhereverItsSandboxIsOpened() {
        run(SharingAnInstance.class, "true")
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(5).failed(0));
    }

    @Test
    void saysThatThereIsNoSandbox() {
        run(WithoutSandbox.class, "true")
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                message("@RealService of \"github\" on \"test()\" has no sandbox: stubs, and"
                                        + " the real service in their place, belong to the sandbox of one test. Annotate the"
                                        + " class with @Sandboxed.")));
    }

    private static EngineExecutionResults run(Class<?> tests, @Nullable String real) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests));
        if (real != null) {
            kit.configurationParameter("isolario.real", real);
        }
        return kit.execute();
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempDirectory("isolario-real").resolve("github.json");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Caller callerOf(ManagedSandbox sandbox) {
        return Caller.at(STUBS.baseUrl("github")).carrying(sandbox.id().value());
    }

    @Sandboxed
    static class AgainstStubs {

        @RegisterExtension
        static final SandboxExtension SANDBOXES = SandboxExtension.with(STUBS.resource());

        String expected() {
            return "stubbed";
        }

        @Test
        void asks(@StubbedService("github") Stubs github, ManagedSandbox sandbox) {
            github.once(get("/users/octocat").willReturn(ok("stubbed")));

            assertThat(callerOf(sandbox).get("/users/octocat").body()).isEqualTo(expected());
        }
    }

    @RealService("github")
    static class AgainstTheRealOne extends AgainstStubs {

        @Override
        String expected() {
            return "real /v3/users/octocat";
        }
    }

    @Sandboxed
    static class AgainstTwo {

        @RegisterExtension
        static final SandboxExtension SANDBOXES = SandboxExtension.with(STUBS.resource());

        @Test
        @RealService("github")
        void asksOne(ManagedSandbox sandbox) {
            assertThat(callerOf(sandbox).get("/a").body()).isEqualTo("real /v3/a");
        }

        @Test
        @RealService({"payment", "github"})
        void asksBoth() {}
    }

    @Sandboxed
    static class Recorded {

        @RegisterExtension
        static final SandboxExtension SANDBOXES = SandboxExtension.with(STUBS.resource());

        @Test
        void asks(@StubbedService("github") Stubs github, ManagedSandbox sandbox) {
            github.recording(RECORDING);

            assertThat(callerOf(sandbox).get("/users/octocat").body()).isEqualTo("real /v3/users/octocat");
        }
    }

    @RealService(value = "github", record = true)
    static class Recording extends Recorded {}

    /** The extension comes first, and finds no sandbox yet. */
    @RealService("github")
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class SharingAnInstance {

        @RegisterExtension
        static final SandboxExtension SANDBOXES = SandboxExtension.with(STUBS.resource());

        @BeforeEach
        void asksBefore() {
            assertThat(callerOf(ManagedSandbox.current().orElseThrow())
                            .get("/before")
                            .body())
                    .isEqualTo("real /v3/before");
        }

        @RepeatedTest(2)
        void asks(ManagedSandbox sandbox) {
            assertThat(callerOf(sandbox).get("/a").body()).isEqualTo("real /v3/a");
        }

        @Test
        void asksAfterAReset(ManagedSandbox sandbox) {
            sandbox.reset();

            assertThat(callerOf(sandbox).get("/a").body()).isEqualTo("real /v3/a");
        }

        @Nested
        class Inside {

            @RepeatedTest(2)
            void asks(ManagedSandbox sandbox) {
                assertThat(callerOf(sandbox).get("/b").body()).isEqualTo("real /v3/b");
            }
        }
    }

    @RealService("github")
    static class WithoutSandbox {

        @Test
        void test() {}
    }
}
