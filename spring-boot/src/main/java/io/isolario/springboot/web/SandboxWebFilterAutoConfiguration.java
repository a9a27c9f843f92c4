package io.isolario.springboot.web;

import io.isolario.http.SandboxEndpoint;
import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** Binds each request of a reactive application to its sandbox, before every other filter. */
@AutoConfiguration(after = SandboxEndpointAutoConfiguration.class)
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({SandboxEndpoint.class, WebFilter.class, Mono.class})
class SandboxWebFilterAutoConfiguration {

    @Bean
    SandboxWebFilter isolarioSandboxWebFilter(SandboxEndpoint endpoint) {
        SandboxSignals.install();
        return new SandboxWebFilter(endpoint);
    }
}
