package io.isolario.springboot.test;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.junit.RegistryLocator;
import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import io.isolario.springboot.scoped.ScopedDeclarations;
import io.isolario.springboot.scoped.ScopedInstances;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextHierarchy;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Finds the registry in the application context of a Spring test.
 *
 * <p>For Isolario's JUnit extension, which finds it by {@link java.util.ServiceLoader}; nobody else uses it. Thread-safe.
 */
public final class SpringRegistryLocator implements RegistryLocator {

    /** Creates a locator; called by {@link java.util.ServiceLoader}. */
    public SpringRegistryLocator() {}

    @Override
    public Optional<SandboxRegistry> locate(ExtensionContext context) {
        Class<?> testClass = context.getRequiredTestClass();
        if (!isSpringTest(testClass)) {
            return Optional.empty();
        }
        ApplicationContext application = SpringExtension.getApplicationContext(context);
        SandboxRegistry registry =
                application.getBeanProvider(SandboxRegistry.class).getIfAvailable();
        if (registry == null) {
            throw new ExtensionConfigurationException(noRegistry(testClass, application));
        }
        return Optional.of(registry);
    }

    @Override
    public void prepare(ManagedSandbox sandbox, ExtensionContext context) {
        Class<?> testClass = context.getRequiredTestClass();
        Set<Class<?>> types = isSpringTest(testClass) ? ScopedDeclarations.of(testClass) : Set.of();
        if (!types.isEmpty()) {
            sandbox.session(ScopedInstances.class).add(types, testClass.getName());
        }
    }

    private static boolean isSpringTest(Class<?> testClass) {
        return TestContextAnnotationUtils.hasAnnotation(testClass, BootstrapWith.class)
                || TestContextAnnotationUtils.hasAnnotation(testClass, ContextConfiguration.class)
                || TestContextAnnotationUtils.hasAnnotation(testClass, ContextHierarchy.class);
    }

    private static String noRegistry(Class<?> testClass, ApplicationContext application) {
        return "@Sandboxed finds no SandboxRegistry in the application context of " + testClass.getName() + ": "
                + reason(application)
                + " Ways out: use @SpringBootTest with auto-configuration and isolario.enabled=true (or unset), or define a"
                + " bean of type SandboxRegistry in the context.";
    }

    private static String reason(ApplicationContext application) {
        String enabled = application.getEnvironment().getProperty(SandboxRegistryAutoConfiguration.ENABLED);
        return conditions(application)
                .map(message -> "isolario.enabled is \"" + enabled + "\", and its auto-configuration did not match: "
                        + message + ".")
                .orElse("isolario.enabled is \"" + enabled
                        + "\", but its auto-configuration is no part of this context (a test slice, an exclusion, or no"
                        + " @EnableAutoConfiguration).");
    }

    private static Optional<String> conditions(ApplicationContext application) {
        if (!(application instanceof ConfigurableApplicationContext configurable)) {
            return Optional.empty();
        }
        ConfigurableListableBeanFactory beans = configurable.getBeanFactory();
        return Optional.ofNullable(ConditionEvaluationReport.find(beans))
                .map(report ->
                        report.getConditionAndOutcomesBySource().get(SandboxRegistryAutoConfiguration.class.getName()))
                .flatMap(outcomes -> outcomes.stream()
                        .filter(outcome -> !outcome.getOutcome().isMatch())
                        .map(outcome -> outcome.getOutcome().getMessage())
                        .findFirst());
    }
}
