package io.isolario.springboot;

import io.isolario.core.SandboxRegistry;
import io.isolario.servlet.SandboxFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
@AutoConfiguration
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({SandboxFilter.class, Filter.class})
class SandboxFilterAutoConfiguration {

    private static final String FILTER = "isolarioSandboxFilter";

    @Bean(FILTER)
    Filter isolarioSandboxFilter(SandboxRegistry registry, IsolarioProperties properties) {
        IsolarioProperties.Http http = properties.http();
        SandboxFilter.Builder filter = SandboxFilter.builder(registry);
        apply(http.path(), filter::path);
        apply(http.secret(), filter::secret);
        apply(http.idleTimeout(), filter::idleTimeout);
        apply(http.maxLifetime(), filter::maxLifetime);
        apply(properties.phoenix().path(), filter::phoenixPath);
        apply(properties.phoenix().header(), filter::phoenixHeader);
        return filter.build();
    }

    @Bean
    DelegatingFilterProxyRegistrationBean isolarioSandboxFilterRegistration() {
        DelegatingFilterProxyRegistrationBean registration = new DelegatingFilterProxyRegistrationBean(FILTER);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        return registration;
    }

    private static <T> void apply(@Nullable T configured, Consumer<T> setter) {
        if (configured != null) {
            setter.accept(configured);
        }
    }
}
