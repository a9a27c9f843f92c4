package io.isolario.springboot.cache;

import io.isolario.core.RefusalException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** A cache of the application, which in a sandbox is that of the sandbox: whoever keeps it may use it anywhere. */
final class SandboxCache implements Cache {

    private final Cache original;
    private final EmptyCacheFactory twins;
    private final Supplier<Optional<SandboxCaches>> cachesOfCaller;

    SandboxCache(Cache original, EmptyCacheFactory twins, Supplier<Optional<SandboxCaches>> cachesOfCaller) {
        this.original = original;
        this.twins = twins;
        this.cachesOfCaller = cachesOfCaller;
    }

    /**
     * What makes two of these the same cache: some managers hand out another object each time they are asked for it.
     *
     * @param manager makes the twins of all caches of one CacheManager, and of no other
     */
    record Key(EmptyCacheFactory manager, String name) {}

    Key key() {
        return new Key(twins, getName());
    }

    Cache original() {
        return original;
    }

    Cache twin() {
        return twins.of(original);
    }

    private Cache ofCaller() {
        return cachesOfCaller.get().map(caches -> caches.twinOf(this)).orElse(original);
    }

    @Override
    public String getName() {
        return original.getName();
    }

    @Override
    public Object getNativeCache() {
        Object ofCaller = ofCaller().getNativeCache();
        if (ofCaller.getClass() != original.getNativeCache().getClass()) {
            throw new RefusalException("The native cache of \"" + getName() + "\", a "
                    + original.getNativeCache().getClass().getName() + ", was asked for in a sandbox, which has a "
                    + ofCaller.getClass().getName() + " instead. Use Spring's Cache in the application, or set"
                    + " isolario.isolate-caches=false, and let all tests share the caches.");
        }
        return ofCaller;
    }

    @Override
    public @Nullable ValueWrapper get(Object key) {
        return ofCaller().get(key);
    }

    @Override
    public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
        return ofCaller().get(key, type);
    }

    @Override
    public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
        return ofCaller().get(key, valueLoader);
    }

    @Override
    public @Nullable CompletableFuture<?> retrieve(Object key) {
        return ofCaller().retrieve(key);
    }

    @Override
    public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
        return ofCaller().retrieve(key, valueLoader);
    }

    @Override
    public void put(Object key, @Nullable Object value) {
        ofCaller().put(key, value);
    }

    @Override
    public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
        return ofCaller().putIfAbsent(key, value);
    }

    @Override
    public void evict(Object key) {
        ofCaller().evict(key);
    }

    @Override
    public boolean evictIfPresent(Object key) {
        return ofCaller().evictIfPresent(key);
    }

    @Override
    public void clear() {
        ofCaller().clear();
    }

    @Override
    public boolean invalidate() {
        return ofCaller().invalidate();
    }

    @Override
    public String toString() {
        return "SandboxCache{" + original + "}";
    }
}
