package io.isolario.examples.forum.profile;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("forum.github")
record GithubProperties(URI baseUrl, Duration connectTimeout, Duration readTimeout) {}
