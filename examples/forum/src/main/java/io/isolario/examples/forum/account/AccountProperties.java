package io.isolario.examples.forum.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("forum.account")
record AccountProperties(Duration activationTtl, int failuresBeforeLock, Duration lockDuration) {}
