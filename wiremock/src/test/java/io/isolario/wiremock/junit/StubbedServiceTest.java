package io.isolario.wiremock.junit;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.isolario.core.Sandbox;
import io.isolario.junit.SandboxExtension;
import io.isolario.wiremock.Caller;
import io.isolario.wiremock.SandboxStubs;
import io.isolario.wiremock.Stubs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Stubs as a parameter of JUnit, without Spring. */
class StubbedServiceTest {

    @SuppressWarnings("MustBeClosedChecker") // closed after all tests
    private static final SandboxStubs STUBS =
            SandboxStubs.builder().service("github").start();

    @RegisterExtension
    static final SandboxExtension SANDBOX = SandboxExtension.with(STUBS.resource());

    @AfterAll
    static void closePort() {
        STUBS.close();
    }

    @BeforeEach
    void stubInCommon(@StubbedService("github") Stubs github) {
        github.stubFor(get("/zen").willReturn(ok("zen")));
    }

    @RepeatedTest(3)
    void handsTheStubsToTheTest(@StubbedService("github") Stubs github, Sandbox sandbox) {
        github.once(get("/users/octocat").willReturn(ok(sandbox.toString())));

        Caller client = Caller.at(STUBS.baseUrl("github")).carrying(sandbox.id().value());
        assertThat(client.get("/users/octocat").body()).isEqualTo(sandbox.toString());
        assertThat(client.get("/zen").body()).isEqualTo("zen");
    }

    @Test
    void refusesTheStubsToWhatRunsOnceForTheClass() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(OnceForTheClass.class))
                .execute()
                .containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                instanceOf(ParameterResolutionException.class),
                                message(text -> text.startsWith("No sandbox for parameter \"")
                                        && text.endsWith(
                                                ": the stubs of \"github\" belong to the sandbox of one test. Annotate"
                                                        + " the class with @Sandboxed, and take the parameter in a test method, or in a"
                                                        + " @BeforeEach or @AfterEach method."))));
    }

    static class OnceForTheClass {

        @RegisterExtension
        static final SandboxExtension SANDBOXES = SandboxExtension.with(STUBS.resource());

        @BeforeAll
        static void stub(@StubbedService("github") Stubs github) {}

        @Test
        void test() {}
    }
}
