package io.isolario.springboot.cache;

import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import io.isolario.springboot.support.ResourceSource;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/** Gives each sandbox caches of its own. */
@AutoConfiguration
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
public class SandboxCacheAutoConfiguration {

    static final String ISOLATE_CACHES = "isolario.isolate-caches";

    @Bean
    @ConditionalOnProperty(name = ISOLATE_CACHES, matchIfMissing = true)
    static CacheWrapping isolarioCacheWrapping() {
        return new CacheWrapping();
    }

    /** Apart, as an application without JPA has not its classes. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(AbstractEntityManagerFactoryBean.class)
    static class OfEntities {

        @Bean
        @ConditionalOnProperty(name = ISOLATE_CACHES, matchIfMissing = true)
        static SharedEntityCaches isolarioSharedEntityCaches() {
            return new SharedEntityCaches();
        }
    }

    @Bean
    @ConditionalOnProperty(name = ISOLATE_CACHES, matchIfMissing = true)
    ResourceSource isolarioCaches(CacheWrapping wrapping) {
        return () -> List.of(wrapping.resource());
    }
}
