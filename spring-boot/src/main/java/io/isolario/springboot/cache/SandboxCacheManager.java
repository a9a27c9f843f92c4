package io.isolario.springboot.cache;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/** Hands out caches that lead to those of the caller's sandbox; which ones there are is the application's business. */
final class SandboxCacheManager implements CacheManager {

    private final CacheManager application;
    private final Supplier<Optional<SandboxCaches>> cachesOfCaller;
    private final EmptyCacheFactory twins;
    private final Map<String, SandboxCache> byName = new ConcurrentHashMap<>();

    SandboxCacheManager(CacheManager application, Supplier<Optional<SandboxCaches>> cachesOfCaller) {
        this.application = application;
        this.cachesOfCaller = cachesOfCaller;
        this.twins = new EmptyCacheFactory(application);
    }

    @Override
    public @Nullable Cache getCache(String name) {
        Cache original = application.getCache(name);
        if (original == null || original instanceof SandboxCache) {
            return original;
        }
        return byName.compute(
                name,
                (same, present) -> present != null && present.original() == original
                        ? present
                        : new SandboxCache(original, twins, cachesOfCaller));
    }

    @Override
    public Collection<String> getCacheNames() {
        return application.getCacheNames();
    }

    /** Empties the caches of the caller's sandbox, else those of the application. */
    @Override
    public void resetCaches() {
        Optional<SandboxCaches> ofSandbox = cachesOfCaller.get();
        if (ofSandbox.isPresent()) {
            byName.values().forEach(Cache::clear);
        } else {
            application.resetCaches();
        }
    }

    @Override
    public String toString() {
        return "SandboxCacheManager{" + application + "}";
    }
}
