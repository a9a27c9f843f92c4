package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.springboot.counters.Prices;
import io.isolario.springboot.scoped.SandboxScoped;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CountersTest
@SandboxScoped(Prices.class)
class CachedPricesTest {

    @Autowired
    Prices prices;

    @RepeatedTest(10)
    void aTestFindsNothingOfOthersInTheCache() {
        assertThat(prices.of("book")).isEqualTo(1);
        assertThat(prices.of("book")).isEqualTo(1);
        assertThat(prices.discountOf("book")).isEqualTo(2);
        assertThat(prices.discountOf("book")).isEqualTo(2);

        prices.forget("book");

        assertThat(prices.of("book")).isEqualTo(3);
    }

    @Test
    void twoSandboxesHaveDifferentValuesAtOnce(@Autowired SandboxRegistry registry) {
        int own = prices.of("pen");

        try (ManagedSandbox other =
                        registry.open(SandboxOptions.builder("another").build());
                Scope scope = other.enter()) {
            prices.of("something else");
            assertThat(prices.of("pen")).isNotEqualTo(own).isEqualTo(prices.of("pen"));
        }

        assertThat(prices.of("pen")).isEqualTo(own);
    }
}
