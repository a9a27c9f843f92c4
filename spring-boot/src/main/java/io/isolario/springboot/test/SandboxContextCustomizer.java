package io.isolario.springboot.test;

import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import io.isolario.springboot.data.ThrowawayDatabase;
import io.isolario.springboot.scoped.SandboxScoped;
import io.isolario.springboot.scoped.ScopedCandidates;
import io.isolario.springboot.scoped.ScopedDeclarations;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Switches sandboxes on in a context. All are equal for the test classes in one directory, so that these share one context where
 * their own configuration allows it: whatever one of them declares by {@link SandboxScoped}, the context is made for all.
 *
 * @param testRoot where the test classes are; empty if nobody knows
 * @param declaredElsewhere the types that a test class declares by other means than the classes there
 */
record SandboxContextCustomizer(Optional<String> testRoot, Set<Class<?>> declaredElsewhere)
        implements ContextCustomizer {

    private static final int LEAST_CONNECTIONS = 32;
    private static final int IDLE_CONNECTIONS = 10;

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
        ConfigurableEnvironment environment = context.getEnvironment();
        // Last, so that whatever the user sets wins.
        environment.getPropertySources().addLast(new MapPropertySource("isolario defaults", defaults()));
        // At the refresh: @DynamicPropertySource and @ServiceConnection name the user's database after this customizer.
        context.addBeanFactoryPostProcessor(beans -> addThrowawayDatabase(environment, beans));
        ClassLoader loader = mergedConfig.getTestClass().getClassLoader();
        Set<Class<?>> types = new LinkedHashSet<>(declaredElsewhere);
        testRoot.ifPresent(root -> types.addAll(ScopedDeclarations.in(root, loader)));
        context.getBeanFactory().registerSingleton(ScopedCandidates.NAME, new ScopedCandidates(Set.copyOf(types)));
    }

    static SandboxContextCustomizer of(Class<?> testClass) {
        return new SandboxContextCustomizer(
                ScopedDeclarations.rootOf(testClass), ScopedDeclarations.notBeside(testClass));
    }

    private static void addThrowawayDatabase(ConfigurableEnvironment environment, ListableBeanFactory beans) {
        new ThrowawayDatabase(environment, beans).properties().ifPresent(properties -> environment
                .getPropertySources()
                // First, so that a stray user name or password without a URL is not mixed in.
                .addFirst(new MapPropertySource(ThrowawayDatabase.PROPERTY_SOURCE, properties)));
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
