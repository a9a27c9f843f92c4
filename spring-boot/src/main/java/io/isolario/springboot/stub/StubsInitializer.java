package io.isolario.springboot.stub;

import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import java.util.Map;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Opens the port of the stubs, and puts its URL in the place of those of the real services, before there are beans.
 *
 * <p>Last among the initializers, so that all properties are there, those of a test as well.
 */
final class StubsInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    private static final String STUBS = "io.isolario.wiremock.SandboxStubs";

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (!environment.getProperty(SandboxRegistryAutoConfiguration.ENABLED, Boolean.class, false)) {
            return;
        }
        BindResult<Map<String, StubbedServiceProperties>> bound = Binder.get(environment)
                .bind("isolario.stubs", Bindable.mapOf(String.class, StubbedServiceProperties.class));
        if (bound.isBound()) {
            open(bound.get(), context);
        }
    }

    private static void open(Map<String, StubbedServiceProperties> services, ConfigurableApplicationContext context) {
        if (!ClassUtils.isPresent(STUBS, context.getClassLoader())) {
            throw new IllegalStateException(
                    "isolario.stubs asks for stubs of " + services.keySet()
                            + ", but isolario-wiremock is not on the class path. Add it in test scope, or remove these properties.");
        }
        StubbedServices.open(services, context);
    }
}
