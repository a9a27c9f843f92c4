package io.isolario.examples.forum.telemetry;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param typingWindow so many typing events of one member in one room become one row
 * @param queueCapacity events beyond it are dropped: telemetry never slows the chat down
 */
@ConfigurationProperties("forum.telemetry")
record TelemetryProperties(int typingWindow, int queueCapacity) {}
