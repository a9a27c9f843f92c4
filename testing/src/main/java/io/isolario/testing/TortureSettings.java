package io.isolario.testing;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the properties say on long random tests.
 *
 * @param budget for all of them together; empty when each has its full size
 * @param seed of this run
 * @param nanoTime the clock
 */
record TortureSettings(Optional<Duration> budget, long seed, LongSupplier nanoTime) {

    private static final String PREFIX = "isolario.torture.";
    static final String BUDGET = PREFIX + "budget";
    static final String FULL = PREFIX + "full";
    static final String SEED = PREFIX + "seed";

    private static final BigDecimal MILLIS_PER_MINUTE = BigDecimal.valueOf(60_000);

    static TortureSettings ofThisJvm() {
        return of(System::getProperty, System::nanoTime);
    }

    static TortureSettings of(UnaryOperator<@Nullable String> properties, LongSupplier nanoTime) {
        boolean full = Boolean.parseBoolean(properties.apply(FULL));
        String minutes = Optional.ofNullable(properties.apply(BUDGET)).orElse(Torture.DEFAULT_BUDGET);
        Duration budget = Duration.ofMillis(
                new BigDecimal(minutes).multiply(MILLIS_PER_MINUTE).longValue());
        // Positive and short, as people copy it.
        long seed = Optional.ofNullable(properties.apply(SEED))
                .map(Long::parseLong)
                .orElseGet(() -> (long) new SecureRandom().nextInt(Integer.MAX_VALUE));
        return new TortureSettings(full ? Optional.empty() : Optional.of(budget), seed, nanoTime);
    }

    TortureRun begin(Torture kind, long least, long full) {
        return new TortureRun(kind.name(), seed, least, full, budget.map(kind::share), nanoTime);
    }
}
