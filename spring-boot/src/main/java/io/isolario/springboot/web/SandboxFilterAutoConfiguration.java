package io.isolario.springboot.web;

import io.isolario.http.SandboxEndpoint;
import io.isolario.servlet.SandboxFilter;
import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Registers the filter that binds each request to its sandbox, before every other filter.
 *
 * <p>It is registered by name: registering the filter itself would create the registry, and with it every DataSource, as early as
 * the web server.
 */
@AutoConfiguration(after = SandboxEndpointAutoConfiguration.class)
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({SandboxFilter.class, Filter.class})
public class SandboxFilterAutoConfiguration {

    private static final String FILTER = "isolarioSandboxFilter";

    @Bean(FILTER)
    Filter isolarioSandboxFilter(SandboxEndpoint endpoint) {
        return SandboxFilter.of(endpoint);
    }

    @Bean
    DelegatingFilterProxyRegistrationBean isolarioSandboxFilterRegistration() {
        DelegatingFilterProxyRegistrationBean registration = new DelegatingFilterProxyRegistrationBean(FILTER);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        return registration;
    }
}
