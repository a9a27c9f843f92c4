package io.isolario.springboot.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.isolario.core.Checkpoint;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.RefusalException;
import io.isolario.core.SandboxEndedException;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.support.AbstractValueAdaptingCache;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.cache.transaction.TransactionAwareCacheManagerProxy;

class CacheIsolationTest {

    private final CacheWrapping wrapping = new CacheWrapping();
    private final SandboxRegistry registry =
            SandboxRegistry.builder("shop").resource(wrapping.resource()).build();

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @ParameterizedTest
    @MethodSource("managers")
    void sandboxesKeepDifferentValuesAndLeaveNothing(CacheManager manager) {
        Cache prices = cache(manager);
        prices.put("book", "baseline");

        try (ManagedSandbox ana = aSandbox("ana");
                ManagedSandbox ben = aSandbox("ben")) {
            in(ana, () -> {
                assertThat(prices.get("book")).as("empty at first").isNull();
                assertThat(prices.putIfAbsent("book", "of ana")).isNull();
            });
            in(ben, () -> {
                prices.put("book", "of ben");
                prices.put("pen", null);
            });

            assertThat(value(ana, prices, "book")).isEqualTo("of ana");
            assertThat(value(ben, prices, "book")).isEqualTo("of ben");
            in(ben, () -> {
                assertThat(Objects.requireNonNull(prices.get("pen")).get()).isNull();
                prices.clear();
                assertThat(prices.get("book")).isNull();
            });
            in(ana, () -> {
                assertThat(prices.get("pen")).isNull();
                assertThat(prices.evictIfPresent("book")).isTrue();
            });
        }

        assertThat(prices.get("book", String.class)).isEqualTo("baseline");
        assertThat(prices.get("pen")).isNull();
    }

    @ParameterizedTest
    @MethodSource("managers")
    void loadsOncePerSandbox(CacheManager manager) {
        Cache prices = cache(manager);
        AtomicInteger loads = new AtomicInteger();

        for (String owner : List.of("ana", "ben")) {
            try (ManagedSandbox sandbox = aSandbox(owner)) {
                in(sandbox, () -> {
                    String first = prices.get("book", () -> owner + loads.incrementAndGet());
                    String second = prices.get("book", () -> owner + loads.incrementAndGet());
                    assertThat(second).isEqualTo(first);
                });
            }
        }

        assertThat(loads).hasValue(2);
    }

    static Stream<Named<CacheManager>> managers() {
        SimpleCacheManager others = new SimpleCacheManager();
        others.setCaches(List.of(new DistantCache()));
        others.initializeCaches();
        CaffeineCacheManager registered = new CaffeineCacheManager();
        registered.registerCustomCache("prices", Caffeine.newBuilder().build());
        return Stream.of(
                Named.of("maps", new ConcurrentMapCacheManager()),
                Named.of("maps with fixed names", new ConcurrentMapCacheManager("prices")),
                Named.of("Caffeine", new CaffeineCacheManager()),
                Named.of("a registered cache of Caffeine", registered),
                Named.of("with transactions", new TransactionAwareCacheManagerProxy(new ConcurrentMapCacheManager())),
                Named.of("any other", others));
    }

    @ParameterizedTest
    @MethodSource("managers")
    void isTheSameCacheHoweverOftenItIsAskedFor(CacheManager manager) {
        CacheManager wrapped = wrapped(manager);

        try (ManagedSandbox sandbox = aSandbox("ana")) {
            in(sandbox, () -> {
                Objects.requireNonNull(wrapped.getCache("prices")).put("book", "dear");

                Cache again = Objects.requireNonNull(wrapped.getCache("prices"));
                assertThat(again.get("book", String.class)).isEqualTo("dear");
            });
        }
    }

    @Test
    void cachesOfOneNameAreTwoIfTheirManagersAre() {
        Cache ofShop = cache(new ConcurrentMapCacheManager());
        Cache ofDepot = cache(new ConcurrentMapCacheManager());

        try (ManagedSandbox sandbox = aSandbox("ana")) {
            in(sandbox, () -> {
                ofShop.put("book", "dear");
                assertThat(ofDepot.get("book")).isNull();
            });
        }
    }

    @Test
    void aCacheOfCaffeineKeepsItsLimits() {
        CaffeineCacheManager manager = new CaffeineCacheManager();
        manager.setCaffeine(Caffeine.newBuilder().maximumSize(0).executor(Runnable::run));
        Cache prices = cache(manager);

        try (ManagedSandbox sandbox = aSandbox("ana")) {
            in(sandbox, () -> {
                prices.put("book", "dear");
                ((com.github.benmanes.caffeine.cache.Cache<?, ?>) prices.getNativeCache()).cleanUp();
                assertThat(prices.get("book")).isNull();
            });
        }
    }

    @Test
    void aCacheThatRefusesNullDoesSoInASandbox() {
        Cache prices = cache(manager(new ConcurrentMapCacheManager(), maps -> maps.setAllowNullValues(false)));

        try (ManagedSandbox sandbox = aSandbox("ana")) {
            in(sandbox, () -> assertThatThrownBy(() -> prices.put("pen", null))
                    .isInstanceOf(IllegalArgumentException.class));
        }
    }

    @Test
    void aCacheThatStoresCopiesDoesSoInASandbox() {
        ConcurrentMapCacheManager manager = new ConcurrentMapCacheManager();
        manager.setBeanClassLoader(getClass().getClassLoader());
        manager.setStoreByValue(true);
        Cache prices = cache(manager);
        Basket basket = new Basket(List.of("book"));

        try (ManagedSandbox sandbox = aSandbox("ana")) {
            in(sandbox, () -> {
                prices.put("basket", basket);
                assertThat(prices.get("basket", Basket.class)).isEqualTo(basket).isNotSameAs(basket);
            });
        }
    }

    private record Basket(List<String> items) implements Serializable {}

    @Test
    void whatCachesNothingCachesNothingInASandbox() {
        Cache prices = cache(new NoOpCacheManager());

        try (ManagedSandbox sandbox = aSandbox("ana")) {
            in(sandbox, () -> {
                prices.put("book", "dear");
                assertThat(prices.get("book")).isNull();
            });
        }
    }

    @Test
    void aManagerKeepsItsClassAndItsNames() {
        CacheManager manager = wrapped(new ConcurrentMapCacheManager("prices"));

        assertThat(manager).isInstanceOf(ConcurrentMapCacheManager.class);
        assertThat(manager.getCacheNames()).containsExactly("prices");
        assertThat(manager.getCache("other")).isNull();
        assertThat(manager.getCache("prices")).isSameAs(manager.getCache("prices"));
    }

    @Test
    void isEmptyAfterAReset() {
        Cache prices = cache(new ConcurrentMapCacheManager());

        try (ManagedSandbox sandbox = aSandbox("ana")) {
            in(sandbox, () -> prices.put("book", "dear"));
            sandbox.reset();
            in(sandbox, () -> assertThat(prices.get("book")).isNull());
        }
    }

    @Test
    void isEmptyBackAtACheckpoint() {
        Cache prices = cache(new ConcurrentMapCacheManager());

        try (ManagedSandbox sandbox = aSandbox("ana");
                Checkpoint checkpoint = sandbox.checkpoint()) {
            in(sandbox, () -> prices.put("book", "dear"));
            checkpoint.restore();
            in(sandbox, () -> assertThat(prices.get("book")).isNull());
        }
    }

    @Test
    void asynchronousValuesAreOfTheirSandbox() {
        CaffeineCacheManager manager = new CaffeineCacheManager();
        manager.setAsyncCacheMode(true);
        Cache prices = cache(manager);

        try (ManagedSandbox sandbox = aSandbox("ana")) {
            in(sandbox, () -> {
                assertThat(prices.retrieve("book", () -> CompletableFuture.completedFuture("dear"))
                                .join())
                        .isEqualTo("dear");
                assertThat(prices.retrieve("book")).isNotNull();
            });
        }
        assertThat(prices.retrieve("book")).isNull();
    }

    @Test
    void doesNotShowANativeCacheOfAnotherKind() {
        SimpleCacheManager manager = new SimpleCacheManager();
        manager.setCaches(List.of(new DistantCache()));
        manager.initializeCaches();
        Cache prices = cache(manager);

        assertThat(prices.getNativeCache()).isInstanceOf(AtomicInteger.class);
        try (ManagedSandbox sandbox = aSandbox("ana")) {
            in(sandbox, () -> assertThatThrownBy(prices::getNativeCache)
                    .isInstanceOf(RefusalException.class)
                    .hasMessage(
                            "The native cache of \"prices\", a java.util.concurrent.atomic.AtomicInteger, was asked for in a sandbox, which"
                                    + " has a java.util.concurrent.ConcurrentHashMap instead. Use Spring's Cache in the application,"
                                    + " or set isolario.isolate-caches=false, and let all tests share the caches."));
        }
    }

    @Test
    void aSandboxThatHasEndedHasNoCaches() {
        Cache prices = cache(new ConcurrentMapCacheManager());
        try (ManagedSandbox sandbox = aSandbox("ana");
                Scope scope = sandbox.enter()) {
            sandbox.finish();

            assertThatThrownBy(() -> prices.put("book", "dear"))
                    .isInstanceOf(SandboxEndedException.class)
                    .hasMessageContaining("cannot use cache \"prices\"");
        }
    }

    private static <M extends CacheManager> M manager(M manager, java.util.function.Consumer<M> settings) {
        settings.accept(manager);
        return manager;
    }

    private CacheManager wrapped(CacheManager manager) {
        return (CacheManager) wrapping.postProcessAfterInitialization(manager, "cacheManager");
    }

    private Cache cache(CacheManager manager) {
        return Objects.requireNonNull(wrapped(manager).getCache("prices"));
    }

    private ManagedSandbox aSandbox(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }

    private static void in(ManagedSandbox sandbox, Runnable action) {
        try (Scope scope = sandbox.enter()) {
            action.run();
        }
    }

    private static @Nullable String value(ManagedSandbox sandbox, Cache cache, String key) {
        try (Scope scope = sandbox.enter()) {
            return cache.get(key, String.class);
        }
    }

    /** A cache of which nothing is known but its contract. */
    private static final class DistantCache extends AbstractValueAdaptingCache {

        private final Cache store = new ConcurrentMapCache("prices", new ConcurrentHashMap<>(), true);

        DistantCache() {
            super(true);
        }

        @Override
        protected @Nullable Object lookup(Object key) {
            ValueWrapper value = store.get(key);
            return value == null ? null : toStoreValue(value.get());
        }

        @Override
        public String getName() {
            return "prices";
        }

        @Override
        public Object getNativeCache() {
            return new AtomicInteger();
        }

        @Override
        public <T> @Nullable T get(Object key, java.util.concurrent.Callable<T> valueLoader) {
            return store.get(key, valueLoader);
        }

        @Override
        public void put(Object key, @Nullable Object value) {
            store.put(key, value);
        }

        @Override
        public void evict(Object key) {
            store.evict(key);
        }

        @Override
        public void clear() {
            store.clear();
        }
    }
}
