package io.isolario.springboot.event;

import io.isolario.core.SandboxRegistry;
import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Gives each sandbox the updates of the application's meters, as events. After the registries of Boot that export, and before the one
 * that it makes of all of them.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration"
        },
        beforeName = {OnCompositeMeterRegistry.COMPOSITE_OF_BOOT_4, OnCompositeMeterRegistry.COMPOSITE_OF_BOOT_3})
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
class SandboxMeterAutoConfiguration {

    static final String METERS = "isolario.meters";

    @Bean
    @ConditionalOnProperty(name = METERS, matchIfMissing = true)
    static MeterTap isolarioMeterTap(ObjectProvider<SandboxRegistry> registry) {
        return new MeterTap(registry);
    }

    @Bean
    @ConditionalOnProperty(name = METERS, matchIfMissing = true)
    @Conditional(OnCompositeMeterRegistry.class)
    static MeterRegistry isolarioMeters(MeterTap tap) {
        return tap.meters();
    }
}
