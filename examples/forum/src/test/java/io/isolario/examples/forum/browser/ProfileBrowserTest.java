package io.isolario.examples.forum.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.wiremock.Stubs;
import io.isolario.wiremock.junit.StubbedService;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@BrowserTest
class ProfileBrowserTest {

    private static final String OCTOCAT = "/users/octocat";

    @LocalServerPort
    int port;

    @Test
    void aProfileIsFound(Sandbox sandbox, @StubbedService("github") Stubs github) {
        github.once(get(OCTOCAT).willReturn(okJson("{\"login\":\"octocat\",\"public_repos\":8}")));

        Visitor visitor = Visitor.of(sandbox, port).search("octocat");

        assertThat(visitor.profile()).containsText("@octocat, 8 public repositories");
    }

    @Test
    void theSameProfileIsAnotherInAnotherTest(Sandbox sandbox, @StubbedService("github") Stubs github) {
        github.once(get(OCTOCAT).willReturn(okJson("{\"login\":\"octocat\",\"public_repos\":9}")));

        Visitor visitor = Visitor.of(sandbox, port).search("octocat");

        assertThat(visitor.profile()).containsText("@octocat, 9 public repositories");
    }

    @Test
    void aProfileThatDoesNotExistIsNotFound(Sandbox sandbox, @StubbedService("github") Stubs github) {
        github.stubFor(get(OCTOCAT).willReturn(notFound()));

        Visitor visitor = Visitor.of(sandbox, port).search("octocat");

        assertThat(visitor.alert()).hasText("GitHub knows no \"octocat\".");
    }
}
