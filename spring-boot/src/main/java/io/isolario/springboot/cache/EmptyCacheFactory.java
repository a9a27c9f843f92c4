package io.isolario.springboot.cache;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.support.AbstractValueAdaptingCache;
import org.springframework.cache.support.NoOpCache;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Makes an empty cache that behaves like one of a CacheManager.
 *
 * <p>Managers of maps and of Caffeine make it themselves, with all that they are configured to: null values, storing by value,
 * sizes, expiry. What others have is outside of this JVM, or known to nobody else: a map with the same idea of null values stands
 * in for it, without limits.
 */
final class EmptyCacheFactory {

    private static final boolean TRANSACTIONS_PRESENT = ClassUtils.isPresent(
            "org.springframework.cache.transaction.TransactionAwareCacheDecorator",
            EmptyCacheFactory.class.getClassLoader());
    private static final String CAFFEINE = "org.springframework.cache.caffeine.CaffeineCacheManager";

    private final CacheManager manager;
    private final @Nullable Method factory;

    EmptyCacheFactory(CacheManager manager) {
        this.manager = manager;
        this.factory = factoryOf(manager);
    }

    private static @Nullable Method factoryOf(CacheManager manager) {
        for (Class<?> type = manager.getClass(); type != null; type = type.getSuperclass()) {
            String name = type == ConcurrentMapCacheManager.class
                    ? "createConcurrentMapCache"
                    : type.getName().equals(CAFFEINE) ? "createCaffeineCache" : "";
            if (!name.isEmpty()) {
                Method method = Objects.requireNonNull(ReflectionUtils.findMethod(type, name, String.class), name);
                ReflectionUtils.makeAccessible(method);
                return method;
            }
        }
        return null;
    }

    Cache of(Cache original) {
        if (original instanceof NoOpCache) {
            return original;
        }
        if (TRANSACTIONS_PRESENT && Transactional.is(original)) {
            return Transactional.twin(original, this);
        }
        if (factory != null && !customNames().contains(original.getName())) {
            return (Cache) Objects.requireNonNull(ReflectionUtils.invokeMethod(factory, manager, original.getName()));
        }
        boolean allowsNull = !(original instanceof AbstractValueAdaptingCache adapting) || adapting.isAllowNullValues();
        return new ConcurrentMapCache(original.getName(), new ConcurrentHashMap<>(), allowsNull);
    }

    /** Caches that somebody has made himself and registered, so that their manager cannot make another one. */
    private Collection<?> customNames() {
        DirectFieldAccessor fields = new DirectFieldAccessor(manager);
        return fields.isReadableProperty("customCacheNames")
                        && fields.getPropertyValue("customCacheNames") instanceof Collection<?> names
                ? names
                : List.of();
    }

    /** Apart, so that the decorator is only looked for where it exists. */
    private static final class Transactional {

        static boolean is(Cache cache) {
            return cache instanceof org.springframework.cache.transaction.TransactionAwareCacheDecorator;
        }

        static Cache twin(Cache original, EmptyCacheFactory twins) {
            Cache target =
                    ((org.springframework.cache.transaction.TransactionAwareCacheDecorator) original).getTargetCache();
            return new org.springframework.cache.transaction.TransactionAwareCacheDecorator(twins.of(target));
        }
    }
}
