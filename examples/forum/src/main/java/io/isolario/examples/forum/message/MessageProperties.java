package io.isolario.examples.forum.message;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("forum.message")
record MessageProperties(Duration editWindow) {}
