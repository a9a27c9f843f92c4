package io.isolario.examples.forum.chat;

import io.isolario.springboot.scoped.SandboxScoped;
import org.springframework.boot.test.context.TestConfiguration;

/**
 * Gives each sandbox connections of its own. The forum keeps them in memory by the id of their room, and the lobby, which the
 * migrations make, has the same id in every sandbox.
 */
@TestConfiguration(proxyBeanMethods = false)
@SandboxScoped(ChatConnections.class)
public class ScopedChat {}
