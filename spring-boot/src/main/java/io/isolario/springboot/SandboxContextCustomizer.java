package io.isolario.springboot;

import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Switches sandboxes on in a context. All are equal, so that all sandboxed classes share one context where their own configuration
 * allows it.
 */
record SandboxContextCustomizer() implements ContextCustomizer {

    private static final int LEAST_CONNECTIONS = 32;
    private static final int IDLE_CONNECTIONS = 10;

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
        ConfigurableEnvironment environment = context.getEnvironment();
        // Last, so that whatever the user sets wins.
        environment.getPropertySources().addLast(new MapPropertySource("isolario defaults", defaults()));
        new ThrowawayDatabase(environment).properties().ifPresent(properties -> environment
                .getPropertySources()
                // First, so that a stray user name or password without a URL is not mixed in.
                .addFirst(new MapPropertySource("isolario throwaway PostgreSQL", properties)));
    }

    private static Map<String, Object> defaults() {
        int connections = Math.max(LEAST_CONNECTIONS, 4 * Runtime.getRuntime().availableProcessors());
        return Map.of(
                SandboxRegistryAutoConfiguration.ENABLED,
                "true",
                // Each sandbox holds a connection from its first statement to its end.
                "spring.datasource.hikari.maximum-pool-size",
                connections,
                "spring.datasource.hikari.minimum-idle",
                IDLE_CONNECTIONS);
    }
}
