package io.isolario.springboot.counters;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;

/** Asks the supplier once for each article. */
public class Prices {

    private final AtomicInteger asked = new AtomicInteger();

    @Cacheable("prices")
    public int of(String article) {
        return asked.incrementAndGet();
    }

    @Cacheable(cacheNames = "discounts", sync = true)
    public int discountOf(String article) {
        return asked.incrementAndGet();
    }

    @CacheEvict("prices")
    public void forget(String article) {}
}
