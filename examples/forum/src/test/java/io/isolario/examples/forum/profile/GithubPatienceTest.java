package io.isolario.examples.forum.profile;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.Sandbox;
import io.isolario.examples.forum.ForumTest;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.springboot.scoped.SandboxScoped;
import io.isolario.wiremock.Stubs;
import io.isolario.wiremock.junit.StubbedService;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How long the forum waits for GitHub. It has little patience in these tests only: elsewhere a busy machine must not try it. */
@ForumTest
@SandboxScoped(GithubClient.class)
class GithubPatienceTest {

    @LocalServerPort
    int port;

    @Test
    void doesNotWaitForever(Sandbox sandbox, @StubbedService("github") Stubs github) {
        sandbox.configure("forum.github.read-timeout", "1s");
        github.stubFor(get("/users/octocat").willReturn(okJson("{}").withFixedDelay(60_000)));

        Answer profile = ForumClient.at(port).githubProfile("octocat");

        assertThat(profile.status()).isEqualTo(504);
        assertThat(profile.code()).isEqualTo("github-too-slow");
    }
}
