package io.isolario.examples.forum.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("forum.mail")
public record ForumMailProperties(String from) {}
