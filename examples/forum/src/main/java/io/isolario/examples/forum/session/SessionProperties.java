package io.isolario.examples.forum.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("forum.session")
record SessionProperties(Duration ttl, Duration cleanUpDelay) {}
