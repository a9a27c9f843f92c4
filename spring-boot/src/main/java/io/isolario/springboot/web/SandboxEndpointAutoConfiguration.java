package io.isolario.springboot.web;

import io.isolario.core.SandboxRegistry;
import io.isolario.http.SandboxEndpoint;
import io.isolario.http.SandboxEndpointBuilder;
import io.isolario.springboot.IsolarioProperties;
import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import java.util.Optional;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Configures the HTTP API of sandboxes, for whichever web server the application has. */
@AutoConfiguration
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
@ConditionalOnWebApplication
@ConditionalOnClass(SandboxEndpoint.class)
class SandboxEndpointAutoConfiguration {

    private static final Profiles PRODUCTION = Profiles.of("prod", "production");

    SandboxEndpointAutoConfiguration(IsolarioProperties properties, Environment environment) {
        requireNoProduction(environment, properties.http().secret() != null);
    }

    /** Lazy, since it takes the registry and with it every DataSource. */
    @Bean
    @Lazy
    SandboxEndpoint isolarioSandboxEndpoint(SandboxRegistry registry, IsolarioProperties properties) {
        IsolarioProperties.Http http = properties.http();
        SandboxEndpointBuilder endpoint = SandboxEndpoint.builder(registry);
        Optional.ofNullable(http.path()).ifPresent(endpoint::path);
        Optional.ofNullable(http.secret()).ifPresent(endpoint::secret);
        Optional.ofNullable(http.idleTimeout()).ifPresent(endpoint::idleTimeout);
        Optional.ofNullable(http.maxLifetime()).ifPresent(endpoint::maxLifetime);
        Optional.ofNullable(http.allowedOrigins()).ifPresent(endpoint::allowedOrigins);
        Optional.ofNullable(http.allowedHosts()).ifPresent(endpoint::allowedHosts);
        Optional.ofNullable(http.maxOpen()).ifPresent(endpoint::maxOpen);
        if (Boolean.TRUE.equals(http.requireSandbox())) {
            endpoint.requireSandbox();
        }
        Optional.ofNullable(properties.phoenix().path()).ifPresent(endpoint::phoenixPath);
        Optional.ofNullable(properties.phoenix().header()).ifPresent(endpoint::phoenixHeader);
        return endpoint.build();
    }

    private static void requireNoProduction(Environment environment, boolean secret) {
        if (!secret && environment.acceptsProfiles(PRODUCTION)) {
            throw new IllegalStateException("isolario.enabled is true, and a profile of production is active: "
                    + String.join(", ", environment.getActiveProfiles())
                    + ". The HTTP API of sandboxes has no place there. Ways out: take Isolario off the class path or set"
                    + " isolario.enabled=false; in a test, leave the profile out, or set isolario.http.secret.");
        }
    }
}
