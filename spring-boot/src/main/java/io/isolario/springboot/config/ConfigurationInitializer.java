package io.isolario.springboot.config;

import io.isolario.core.capture.CapturedLogs;
import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import io.isolario.springboot.support.ResourceSource;
import java.util.List;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/** Puts the property source of the sandboxes before all others, before there are beans. */
final class ConfigurationInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    private static final String BEAN = "isolarioConfigurationSource";

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        // Boot has just configured the log for this application, and maybe taken it from the sandboxes of another.
        CapturedLogs.logWasConfigured();
        ConfigurableEnvironment environment = context.getEnvironment();
        if (!environment.getProperty(SandboxRegistryAutoConfiguration.ENABLED, Boolean.class, false)) {
            return;
        }
        SandboxPropertySource source = new SandboxPropertySource();
        environment.getPropertySources().addFirst(source);
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton(BEAN, (ResourceSource) () -> List.of(source.resource(new CopiedProperties(beans))));
    }
}
