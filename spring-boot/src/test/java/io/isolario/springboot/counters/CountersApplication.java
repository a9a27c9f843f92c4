package io.isolario.springboot.counters;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration
@EnableAutoConfiguration
@EnableScheduling
@EnableCaching
@Import({Counter.class, Desk.class, Engine.class, Broken.class, Prices.class})
public class CountersApplication {

    /** How many contexts were started. */
    public static final AtomicInteger STARTS = new AtomicInteger();

    public CountersApplication() {
        STARTS.incrementAndGet();
    }

    @Bean
    CacheManager cacheManager() {
        return new ConcurrentMapCacheManager();
    }

    @Bean
    Sealed sealed() {
        return new Sealed();
    }

    /** Made by a method with an argument, as many beans are. */
    @Bean(initMethod = "open", destroyMethod = "shut")
    Drawer drawer(Counter counter, @Value("${counters.label:nothing}") String label) {
        return new Drawer(counter, label);
    }

    /** A class that nothing can stand in for. */
    public static final class Sealed {}

    /** A class of which a method would bypass whatever stands in for it. */
    public static class HalfSealed {

        public final int value() {
            return 1;
        }
    }

    @Bean
    HalfSealed halfSealed() {
        return new HalfSealed();
    }
}
