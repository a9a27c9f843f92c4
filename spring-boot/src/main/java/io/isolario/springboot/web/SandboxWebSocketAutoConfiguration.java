package io.isolario.springboot.web;

import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/** Lets WebSocket handlers handle each message in the sandbox of the handshake. */
@AutoConfiguration
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({WebSocketHttpRequestHandler.class, SimpleUrlHandlerMapping.class})
public class SandboxWebSocketAutoConfiguration {

    @Bean
    static WebSocketDecoration isolarioWebSocketDecoration() {
        return new WebSocketDecoration();
    }
}
