/**
 * Sandboxes for Spring Boot, without a line in the application. Everything is switched on by {@code isolario.enabled}, which
 * {@link io.isolario.springboot.test.SandboxContextCustomizerFactory} sets for test classes with {@code @Sandboxed}.
 *
 * <p>An auto-configuration per part of Spring, each with the bean post-processor that wraps what the application declares:
 * DataSources, mail senders, executors, WebSocket handlers and HTTP clients. Beans keep their class, see {@link
 * io.isolario.springboot.support.StandIn}. The same jar runs on Spring Boot 4.1 and 3.5.
 */
@NullMarked
package io.isolario.springboot;

import org.jspecify.annotations.NullMarked;
