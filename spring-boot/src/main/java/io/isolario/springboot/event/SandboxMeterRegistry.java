package io.isolario.springboot.event;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.cumulative.CumulativeDistributionSummary;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionCounter;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionTimer;
import io.micrometer.core.instrument.cumulative.CumulativeTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.internal.DefaultGauge;
import io.micrometer.core.instrument.internal.DefaultLongTaskTimer;
import io.micrometer.core.instrument.internal.DefaultMeter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A registry beside those of the application that tells of every update of its counters, timers and summaries. Their values are
 * true too: whoever reads a meter of several registries gets that of any one.
 *
 * <p>No subclass of Micrometer's simple registry: an application may ask for its own by that type.
 */
final class SandboxMeterRegistry extends MeterRegistry {

    /** What Micrometer itself measures of the JVM, the log and pools is nothing that a test waits for, and comes in masses. */
    private static final List<String> OF_INFRASTRUCTURE = List.of(
            "application.",
            "cache.",
            "disk.",
            "executor.",
            "hibernate.",
            "hikaricp.",
            "jdbc.",
            "jetty.",
            "jvm.",
            "log4j2.",
            "logback.",
            "process.",
            "system.",
            "tomcat.");

    private final Consumer<MeterUpdate> listener;

    SandboxMeterRegistry(Consumer<MeterUpdate> listener) {
        super(Clock.SYSTEM);
        this.listener = listener;
    }

    /** Tells of the updates of one meter. */
    @FunctionalInterface
    private interface Updates {
        void add(double amount);
    }

    private Updates updatesOf(Meter.Id meter) {
        String name = meter.getName();
        if (OF_INFRASTRUCTURE.stream().anyMatch(name::startsWith)) {
            return amount -> {};
        }
        Map<String, String> tags =
                meter.getTags().stream().collect(Collectors.toUnmodifiableMap(Tag::getKey, Tag::getValue));
        return amount -> listener.accept(new MeterUpdate(name, tags, amount));
    }

    @Override
    protected Counter newCounter(Meter.Id id) {
        Updates updates = updatesOf(id);
        return new CumulativeCounter(id) {
            @Override
            public void increment(double amount) {
                super.increment(amount);
                updates.add(amount);
            }
        };
    }

    @Override
    protected Timer newTimer(
            Meter.Id id, DistributionStatisticConfig distributionStatisticConfig, PauseDetector pauseDetector) {
        Updates updates = updatesOf(id);
        return new CumulativeTimer(id, clock, distributionStatisticConfig, pauseDetector, getBaseTimeUnit(), false) {
            @Override
            protected void recordNonNegative(long amount, TimeUnit unit) {
                super.recordNonNegative(amount, unit);
                updates.add(unit.toNanos(amount) / 1e9);
            }
        };
    }

    @Override
    protected DistributionSummary newDistributionSummary(
            Meter.Id id, DistributionStatisticConfig distributionStatisticConfig, double scale) {
        Updates updates = updatesOf(id);
        return new CumulativeDistributionSummary(id, clock, distributionStatisticConfig, scale, false) {
            @Override
            protected void recordNonNegative(double amount) {
                super.recordNonNegative(amount);
                updates.add(amount);
            }
        };
    }

    @Override
    protected <T> Gauge newGauge(Meter.Id id, @Nullable T obj, ToDoubleFunction<T> valueFunction) {
        return new DefaultGauge<>(id, obj, valueFunction);
    }

    @Override
    protected LongTaskTimer newLongTaskTimer(Meter.Id id, DistributionStatisticConfig distributionStatisticConfig) {
        return new DefaultLongTaskTimer(id, clock, getBaseTimeUnit(), distributionStatisticConfig, false);
    }

    @Override
    protected Meter newMeter(Meter.Id id, Meter.Type type, Iterable<Measurement> measurements) {
        return new DefaultMeter(id, type, measurements);
    }

    @Override
    protected <T> FunctionTimer newFunctionTimer(
            Meter.Id id,
            T obj,
            ToLongFunction<T> countFunction,
            ToDoubleFunction<T> totalTimeFunction,
            TimeUnit totalTimeFunctionUnit) {
        return new CumulativeFunctionTimer<>(
                id, obj, countFunction, totalTimeFunction, totalTimeFunctionUnit, getBaseTimeUnit());
    }

    @Override
    protected <T> FunctionCounter newFunctionCounter(Meter.Id id, T obj, ToDoubleFunction<T> countFunction) {
        return new CumulativeFunctionCounter<>(id, obj, countFunction);
    }

    @Override
    protected TimeUnit getBaseTimeUnit() {
        return TimeUnit.SECONDS;
    }

    @Override
    protected DistributionStatisticConfig defaultHistogramConfig() {
        return DistributionStatisticConfig.builder()
                .expiry(Duration.ofMinutes(1))
                .build()
                .merge(DistributionStatisticConfig.DEFAULT);
    }
}
