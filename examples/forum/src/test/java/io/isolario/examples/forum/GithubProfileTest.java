package io.isolario.examples.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.examples.forum.client.Answer;
import io.isolario.examples.forum.client.ForumClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ForumTest
class GithubProfileTest {

    @LocalServerPort
    int port;

    @Test
    void showsTheProfile() {
        ForumClient forum = ForumClient.at(port);

        Answer profile = forum.githubProfile("octocat");

        assertThat(profile.status()).isEqualTo(200);
        assertThat(profile.json().path("login").asString()).isEqualTo("octocat");
        assertThat(profile.json().path("name").asString()).isEqualTo("The octocat");
        assertThat(profile.json().path("avatarUrl").asString()).isEqualTo("https://example.org/a.png");
        assertThat(profile.json().path("publicRepositories").asInt()).isEqualTo(8);
    }

    @Test
    void knowsWhomGithubDoesNotKnow() {
        ForumClient forum = ForumClient.at(port);

        Answer profile = forum.githubProfile("nobody");

        assertThat(profile.status()).isEqualTo(404);
        assertThat(profile.code()).isEqualTo("github-user-unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"outage", "forbidden", "garbage"})
    void blamesGithubForABadAnswer(String name) {
        ForumClient forum = ForumClient.at(port);

        Answer profile = forum.githubProfile(name);

        assertThat(profile.status()).isEqualTo(502);
        assertThat(profile.code()).isEqualTo("github-unavailable");
    }

    @Test
    void doesNotWaitForever() {
        ForumClient forum = ForumClient.at(port);

        Answer profile = forum.githubProfile("silence");

        assertThat(profile.status()).isEqualTo(504);
        assertThat(profile.code()).isEqualTo("github-too-slow");
    }
}
