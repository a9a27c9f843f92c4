package io.isolario.examples.forum.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("forum.api-key")
record ApiKeyProperties(Duration defaultTtl, Duration maxTtl) {}
