package io.isolario.springboot.mail;

import io.isolario.mail.SmtpPort;
import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import io.isolario.springboot.support.ResourceSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Opens the SMTP port of the sandboxes, and puts it in the place of the mail server, before there are beans. */
final class SmtpInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    private static final String BEAN = "isolarioSmtp";
    private static final Bindable<String[]> NAMES = Bindable.of(String[].class);

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Binder binder = Binder.get(environment);
        BindResult<String[]> ports = binder.bind("isolario.smtp.port-property", NAMES);
        if (!ports.isBound()
                || !environment.getProperty(SandboxRegistryAutoConfiguration.ENABLED, Boolean.class, false)) {
            return;
        }
        SmtpPort smtp = SmtpPort.open();
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton(BEAN + "Source", (ResourceSource) () -> List.of(smtp.resource()));
        // Also called when the context does not come up.
        beans.registerDisposableBean(BEAN, smtp::close);
        Map<String, Object> properties = new HashMap<>();
        ports.ifBound(names -> putAll(names, smtp.port(), properties));
        binder.bind("isolario.smtp.host-property", NAMES).ifBound(names -> putAll(names, smtp.host(), properties));
        environment.getPropertySources().addFirst(new MapPropertySource("isolario SMTP", properties));
    }

    private static void putAll(String[] names, Object value, Map<String, Object> properties) {
        for (String name : names) {
            properties.put(name, value);
        }
    }
}
