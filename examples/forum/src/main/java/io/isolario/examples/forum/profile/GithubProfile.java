package io.isolario.examples.forum.profile;

import com.fasterxml.jackson.annotation.JsonAlias;

record GithubProfile(
        String login,
        String name,
        @JsonAlias("avatar_url") String avatarUrl,
        @JsonAlias("public_repos") int publicRepositories) {}
