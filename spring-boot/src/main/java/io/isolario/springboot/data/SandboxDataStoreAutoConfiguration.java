package io.isolario.springboot.data;

import io.isolario.springboot.IsolarioProperties;
import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import io.isolario.springboot.support.ResourceSource;
import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Refuses sandboxes in an application with data stores that they do not isolate, unless that is accepted. */
@AutoConfiguration
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
public class SandboxDataStoreAutoConfiguration {

    @Bean
    ResourceSource isolarioDataStores(ListableBeanFactory beans, IsolarioProperties properties) {
        return () -> UnisolatedStores.of(beans, Set.copyOf(properties.accept())).resources();
    }
}
