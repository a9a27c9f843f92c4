package io.isolario.examples.forum;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathTemplate;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.isolario.core.JournalEntry;
import io.isolario.core.JournalKind;
import io.isolario.core.Sandbox;
import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import io.isolario.wiremock.Stubs;
import io.isolario.wiremock.junit.RealService;
import io.isolario.wiremock.junit.StubbedService;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The profile page is fed by an external API. Every test asks for octocat, and GitHub tells each of them something else. */
@ForumTest
class GithubProfileTest {

    private static final String OCTOCAT = "/users/octocat";

    @LocalServerPort
    int port;

    @RepeatedTest(8)
    void showsTheProfileThatThisTestStubbed(@StubbedService("github") Stubs github, RepetitionInfo repetition) {
        int repositories = repetition.getCurrentRepetition();
        github.once(get(OCTOCAT).willReturn(okJson(profile("Octocat the " + repositories + ".", repositories))));

        Answer profile = ForumClient.at(port).githubProfile("octocat");

        assertThat(profile.status()).isEqualTo(200);
        assertThat(profile.json().path("login").asString()).isEqualTo("octocat");
        assertThat(profile.json().path("name").asString()).isEqualTo("Octocat the " + repositories + ".");
        assertThat(profile.json().path("avatarUrl").asString()).isEqualTo("https://example.org/a.png");
        assertThat(profile.json().path("publicRepositories").asInt()).isEqualTo(repositories);
    }

    @Test
    void asksForJson(@StubbedService("github") Stubs github) {
        github.once(get(OCTOCAT)
                .withHeader("Accept", equalTo("application/json"))
                .willReturn(okJson(profile("The Octocat", 8))));

        assertThat(ForumClient.at(port).githubProfile("octocat").status()).isEqualTo(200);
    }

    @Test
    void knowsWhomGithubDoesNotKnow(@StubbedService("github") Stubs github) {
        github.once(get(OCTOCAT).willReturn(aResponse().withStatus(404)));

        Answer profile = ForumClient.at(port).githubProfile("octocat");

        assertThat(profile.status()).isEqualTo(404);
        assertThat(profile.code()).isEqualTo("github-user-unknown");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429, 500, 503})
    void blamesGithubForAFailure(int status, @StubbedService("github") Stubs github) {
        github.once(get(OCTOCAT).willReturn(aResponse().withStatus(status)));

        assertThat(ForumClient.at(port).githubProfile("octocat").code()).isEqualTo("github-unavailable");
    }

    @Test
    void blamesGithubForAnAnswerThatIsNoJson(@StubbedService("github") Stubs github) {
        github.once(get(OCTOCAT)
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("<html>")));

        assertThat(ForumClient.at(port).githubProfile("octocat").code()).isEqualTo("github-unavailable");
    }

    @ParameterizedTest
    @EnumSource
    void blamesGithubForABrokenConnection(Fault fault, @StubbedService("github") Stubs github) {
        github.stubFor(get(OCTOCAT).willReturn(aResponse().withFault(fault)));

        Answer profile = ForumClient.at(port).githubProfile("octocat");

        assertThat(profile.status()).isEqualTo(502);
        assertThat(profile.code()).isEqualTo("github-unavailable");
    }

    @Test
    void recoversWhenGithubIsUpAgain(@StubbedService("github") Stubs github) {
        github.stubFor(get(OCTOCAT).willReturn(okJson(profile("The Octocat", 8))));
        ForumClient forum = ForumClient.at(port);

        github.down();
        assertThat(forum.githubProfile("octocat").status()).isEqualTo(502);
        github.up();

        assertThat(forum.githubProfile("octocat").status()).isEqualTo(200);
    }

    @Test
    void showsWhatChangedFromOneRequestToTheNext(@StubbedService("github") Stubs github) {
        github.once(get(OCTOCAT).willReturn(okJson(profile("The Octocat", 8))));
        github.once(get(OCTOCAT).willReturn(okJson(profile("The renamed Octocat", 9))));
        ForumClient forum = ForumClient.at(port);

        assertThat(forum.githubProfile("octocat").json().path("name").asString())
                .isEqualTo("The Octocat");
        assertThat(forum.githubProfile("octocat").json().path("name").asString())
                .isEqualTo("The renamed Octocat");
    }

    @Test
    void followsAScenario(@StubbedService("github") Stubs github) {
        github.stubFor(get(OCTOCAT)
                .inScenario("suspension")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(okJson(profile("The Octocat", 8)))
                .willSetStateTo("suspended"));
        github.stubFor(get(OCTOCAT)
                .inScenario("suspension")
                .whenScenarioStateIs("suspended")
                .willReturn(aResponse().withStatus(404)));
        ForumClient forum = ForumClient.at(port);

        assertThat(forum.githubProfile("octocat").status()).isEqualTo(200);
        assertThat(forum.githubProfile("octocat").status()).isEqualTo(404);
    }

    @Test
    void asksOncePerView(@StubbedService("github") Stubs github) {
        github.stubFor(get(urlPathTemplate("/users/{name}"))
                .willReturn(github.answeredBy(
                        request -> okJson(profile(request.getPathParameters().get("name"), 8)))));
        ForumClient forum = ForumClient.at(port);

        forum.githubProfile("octocat");
        forum.githubProfile("octocat");

        github.verify(2, getRequestedFor(urlEqualTo(OCTOCAT)));
    }

    @Test
    void leavesATraceInTheJournal(@StubbedService("github") Stubs github, Sandbox sandbox) {
        github.once(get(OCTOCAT).willReturn(okJson(profile("The Octocat", 8))));

        ForumClient.at(port).githubProfile("octocat");

        assertThat(sandbox.journal().entries(JournalKind.STUB))
                .extracting(JournalEntry::text)
                .containsExactly("github: GET /users/octocat -> 200");
    }

    /** What the stubs rest on. Outside the normal run: -Disolario.real=github. */
    @Test
    @RealService("github")
    void showsWhatTheRealGithubTells() {
        Answer profile = ForumClient.at(port).githubProfile("octocat");

        assertThat(profile.status()).isEqualTo(200);
        assertThat(profile.json().path("login").asString()).isEqualTo("octocat");
        assertThat(profile.json().path("publicRepositories").asInt()).isPositive();
    }

    private static String profile(String name, int repositories) {
        return "{\"login\":\"octocat\",\"name\":\"%s\",\"avatar_url\":\"https://example.org/a.png\",\"public_repos\":%d}"
                .formatted(name, repositories);
    }
}
