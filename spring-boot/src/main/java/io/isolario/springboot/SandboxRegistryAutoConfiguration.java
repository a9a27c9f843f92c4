package io.isolario.springboot;

import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import io.isolario.springboot.scoped.ScopableBeans;
import io.isolario.springboot.support.ResourceSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.util.StringUtils;

/** Builds the registry of the application from all resources that its beans bring. */
@AutoConfiguration
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
@EnableConfigurationProperties(IsolarioProperties.class)
public class SandboxRegistryAutoConfiguration {

    public static final String ENABLED = "isolario.enabled";

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    SandboxRegistry sandboxRegistry(
            ApplicationContext context,
            IsolarioProperties properties,
            ObjectProvider<ResourceSource> sources,
            ObjectProvider<SandboxResource<?>> resources,
            ScopableBeans scopableBeans) {
        SandboxRegistry.Builder registry =
                SandboxRegistry.builder(nameOf(context)).unownedWork(properties.unownedWork());
        Optional.ofNullable(properties.isolation()).ifPresent(registry::defaultIsolation);
        sources.orderedStream().flatMap(source -> source.resources().stream()).forEach(registry::resource);
        resources.orderedStream().forEach(registry::resource);
        // Last: the instances that it makes may use all others.
        registry.resource(scopableBeans.resource());
        return registry.build();
    }

    @Bean
    static ScopableBeans isolarioScopableBeans() {
        return new ScopableBeans();
    }

    @Bean
    static DetachedLifecycle.Wrapping isolarioDetachedLifecycle() {
        return new DetachedLifecycle.Wrapping();
    }

    private static String nameOf(ApplicationContext context) {
        String name = context.getEnvironment().getProperty("spring.application.name");
        return StringUtils.hasText(name) ? name : String.valueOf(context.getId());
    }
}
