package io.isolario.springboot.event;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches when Spring Boot would make one registry, the one to inject, of those of the application and ours. Where it would not,
 * one more bean of the type would be one too many.
 */
final class OnCompositeMeterRegistry extends SpringBootCondition implements ConfigurationCondition {

    /** What makes it, in Boot 4 and in Boot 3. */
    static final String COMPOSITE_OF_BOOT_4 =
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration";

    static final String COMPOSITE_OF_BOOT_3 =
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration";

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("beside another MeterRegistry");
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        if (beans == null || !makesComposite(ConditionEvaluationReport.get(beans))) {
            return ConditionOutcome.noMatch(message.because("Boot makes no composite registry here"));
        }
        List<String> names = List.of(beans.getBeanNamesForType(MeterRegistry.class, true, false));
        if (names.isEmpty() || names.stream().anyMatch(name -> isPrimary(name, beans))) {
            return ConditionOutcome.noMatch(message.because("there is none, or a primary one"));
        }
        if (names.size() == 1 && beans.isTypeMatch(names.get(0), CompositeMeterRegistry.class)) {
            return ConditionOutcome.noMatch(message.because("the one that there is takes ours in"));
        }
        return ConditionOutcome.match(message.because("there are " + names));
    }

    private static boolean makesComposite(ConditionEvaluationReport report) {
        return List.of(COMPOSITE_OF_BOOT_4, COMPOSITE_OF_BOOT_3).stream().anyMatch(name -> {
            ConditionEvaluationReport.ConditionAndOutcomes outcomes =
                    report.getConditionAndOutcomesBySource().get(name);
            boolean isThere =
                    outcomes == null ? report.getUnconditionalClasses().contains(name) : outcomes.isFullMatch();
            return isThere && !report.getExclusions().contains(name);
        });
    }

    private static boolean isPrimary(String name, ConfigurableListableBeanFactory beans) {
        return beans.containsBeanDefinition(name)
                && beans.getMergedBeanDefinition(name).isPrimary();
    }
}
