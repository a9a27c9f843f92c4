package io.isolario.springboot.cache;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import io.isolario.springboot.support.StandIn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.CacheManager;

/** Gives each sandbox caches of its own, whichever CacheManager they are got from; the bean keeps its class. */
public final class CacheWrapping implements BeanPostProcessor {

    // Set when the registry is built: before that there is no sandbox.
    private volatile @Nullable SandboxRegistry registry;

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof CacheManager manager
                ? StandIn.of(manager, new SandboxCacheManager(manager, this::cachesOfCaller), CacheManager.class)
                : bean;
    }

    private Optional<SandboxCaches> cachesOfCaller() {
        SandboxRegistry application = registry;
        return application == null
                ? Optional.empty()
                : application.current().map(sandbox -> sandbox.session(SandboxCaches.class));
    }

    SandboxResource<SandboxCaches> resource() {
        return new Resource();
    }

    private final class Resource implements SandboxResource<SandboxCaches> {

        @Override
        public String name() {
            return "caches";
        }

        @Override
        public Class<SandboxCaches> sessionType() {
            return SandboxCaches.class;
        }

        @Override
        public void attach(SandboxRegistry application) {
            registry = application;
        }

        @Override
        public SandboxCaches open(ManagedSandbox sandbox) {
            return new SandboxCaches(sandbox);
        }
    }
}
