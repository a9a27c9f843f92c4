package io.isolario.springboot.stub;

import io.isolario.core.SandboxResource;
import io.isolario.springboot.support.ResourceSource;
import io.isolario.wiremock.SandboxStubs;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** The port of the stubs of one application context. Apart, so that WireMock is only asked for where it exists. */
final class StubbedServices {

    private static final String BEAN = "isolarioStubs";
    private static final String BUNDLE = "spring.ssl.bundle.pem.isolario-stubs.truststore.certificate";

    private StubbedServices() {}

    @SuppressWarnings("MustBeClosedChecker") // closed with the context
    static void open(Map<String, StubbedServiceProperties> services, ConfigurableApplicationContext context) {
        SandboxStubs.Builder builder = SandboxStubs.builder();
        services.forEach((name, service) -> declare(builder, name, service, context.getEnvironment()));
        SandboxStubs stubs = builder.start();
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton(BEAN, stubs);
        beans.registerSingleton(BEAN + "Source", (ResourceSource) () -> List.<SandboxResource<?>>of(stubs.resource()));
        // Also called when the context does not come up.
        beans.registerDisposableBean(BEAN, stubs::close);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("isolario stubs", properties(services, stubs)));
    }

    private static void declare(
            SandboxStubs.Builder builder,
            String name,
            StubbedServiceProperties service,
            ConfigurableEnvironment environment) {
        Optional<URI> url = Optional.ofNullable(service.url()).or(() -> service.property().stream()
                .findFirst()
                .flatMap(property -> Optional.ofNullable(environment.getProperty(property, URI.class))));
        url.ifPresentOrElse(known -> builder.service(name, known), () -> builder.service(name));
        if (service.tls()) {
            builder.tls(name);
        }
        if (service.http2()) {
            builder.http2();
        }
        if (service.real()) {
            builder.real(name);
        }
        if (service.record()) {
            builder.record(name);
        }
    }

    private static Map<String, Object> properties(Map<String, StubbedServiceProperties> services, SandboxStubs stubs) {
        Map<String, Object> properties = new HashMap<>();
        services.forEach((name, service) -> {
            String url = stubs.baseUrl(name);
            properties.put("isolario.stubs." + name + ".base-url", url);
            service.property().forEach(property -> properties.put(property, url));
        });
        if (services.values().stream().anyMatch(StubbedServiceProperties::tls)) {
            properties.put(BUNDLE, certificate(stubs));
        }
        return properties;
    }

    private static String certificate(SandboxStubs stubs) {
        try {
            byte[] encoded = stubs.trustStore()
                    .getCertificate(stubs.trustStore().aliases().nextElement())
                    .getEncoded();
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                            .encodeToString(encoded)
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("The certificate of the stubs cannot be handed to Spring.", failed);
        }
    }
}
