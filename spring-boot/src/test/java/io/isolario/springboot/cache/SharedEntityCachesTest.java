package io.isolario.springboot.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/** What JPA keeps in memory for all sandboxes is off before its factory is made. */
class SharedEntityCachesTest {

    private static final Map<String, String> ASKED = Map.of(
            "hibernate.cache.use_second_level_cache",
            "true",
            "hibernate.cache.use_query_cache",
            "true",
            "hibernate.cache.region.factory_class",
            "jcache",
            "jakarta.persistence.sharedCache.mode",
            "ALL");

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(SandboxRegistryAutoConfiguration.class, SandboxCacheAutoConfiguration.class));

    @Test
    void sharedCachesAreOffWhateverTheApplicationAsksFor() {
        LocalContainerEntityManagerFactoryBean entities = new LocalContainerEntityManagerFactoryBean();
        entities.getJpaPropertyMap().putAll(ASKED);

        new SharedEntityCaches().postProcessBeforeInitialization(entities, "entities");

        assertThat(entities.getJpaPropertyMap())
                .containsEntry("hibernate.cache.use_second_level_cache", "false")
                .containsEntry("hibernate.cache.use_query_cache", "false")
                .containsEntry("eclipselink.cache.shared.default", "false")
                .containsEntry("jakarta.persistence.sharedCache.mode", "NONE")
                .containsEntry("hibernate.cache.region.factory_class", "jcache");
    }

    @Test
    void theyAreLeftAloneWhereThereAreNoSandboxesAndWhereThatIsWanted() {
        contexts.withPropertyValues("isolario.enabled=true")
                .run(context -> assertThat(context).hasSingleBean(SharedEntityCaches.class));
        contexts.run(context -> assertThat(context).doesNotHaveBean(SharedEntityCaches.class));
        contexts.withPropertyValues("isolario.enabled=true", "isolario.isolate-caches=false")
                .run(context -> assertThat(context).doesNotHaveBean(SharedEntityCaches.class));
    }
}
