package io.isolario.springboot.cache;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * Switches off what an EntityManagerFactory keeps in memory for all sandboxes: Hibernate's second-level and query caches, EclipseLink's
 * shared cache. By them one test would see rows of another. A cache changes no result of an application whose data is its own, so
 * without it the application is the same.
 */
final class SharedEntityCaches implements BeanPostProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(SharedEntityCaches.class);

    private static final Map<String, Object> OFF = Map.of(
            "hibernate.cache.use_second_level_cache",
            "false",
            "hibernate.cache.use_query_cache",
            "false",
            "eclipselink.cache.shared.default",
            "false",
            "jakarta.persistence.sharedCache.mode",
            "NONE",
            "javax.persistence.sharedCache.mode",
            "NONE");

    /** By these an application asks for one. */
    private static final List<String> ASKED_BY = List.of("cache", "Cache");

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof AbstractEntityManagerFactoryBean factory) {
            switchOff(factory, beanName);
        }
        return bean;
    }

    private static void switchOff(AbstractEntityManagerFactoryBean factory, String beanName) {
        Map<String, Object> properties = factory.getJpaPropertyMap();
        TreeSet<String> asked = new TreeSet<>(properties.keySet());
        asked.removeIf(key -> ASKED_BY.stream().noneMatch(key::contains));
        properties.putAll(OFF);
        if (!asked.isEmpty()) {
            LOG.info(
                    "The caches of entities that \"{}\" would share between sandboxes are off, though {} ask for them."
                            + " isolario.isolate-caches=false leaves them on, if no test depends on what another has cached.",
                    beanName,
                    asked);
        }
    }
}
