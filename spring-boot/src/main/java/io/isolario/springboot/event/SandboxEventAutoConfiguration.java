package io.isolario.springboot.event;

import io.isolario.core.SandboxRegistry;
import io.isolario.core.capture.CapturedEvents;
import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import io.isolario.springboot.support.ResourceSource;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives each sandbox the events of Spring that are published in it, and its observations. */
@AutoConfiguration
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
class SandboxEventAutoConfiguration {

    @Bean
    ResourceSource isolarioEvents() {
        return () -> List.of(CapturedEvents.resource());
    }

    @Bean
    static EventTap isolarioEventTap(ObjectProvider<SandboxRegistry> registry) {
        return new EventTap(registry);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    static class Observations {

        @Bean
        static ObservationTap isolarioObservationTap(ObjectProvider<SandboxRegistry> registry) {
            return new ObservationTap(registry);
        }
    }
}
