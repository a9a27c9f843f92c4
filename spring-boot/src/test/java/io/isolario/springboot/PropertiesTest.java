package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.UnownedAccess;
import io.isolario.springboot.cache.CacheWrapping;
import io.isolario.springboot.notes.NotesApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

@Isolated("It starts applications: two that start at once configure one logging system.")
class PropertiesTest {

    @Test
    void configureTheHttpApi() throws Exception {
        try (ConfigurableApplicationContext application = start(
                "api",
                "--isolario.http.path=/atlas/islands",
                "--isolario.http.idle-timeout=5s",
                "--isolario.phoenix.path=/sandbox",
                "--isolario.phoenix.header=X-Phoenix")) {
            assertThat(postTo(application, "/atlas/islands")).isEqualTo(201);
            assertThat(postTo(application, "/sandbox")).isEqualTo(200);
            assertThat(postTo(application, "/isolario/sandboxes")).isEqualTo(404);
            assertThat(application.getBean(SandboxRegistry.class).openSandboxes())
                    .hasSize(2);
        }
    }

    @Test
    void configureUnownedWork() {
        try (ConfigurableApplicationContext application = start("unowned", "--isolario.unowned-work=pass")) {
            SandboxRegistry registry = application.getBean(SandboxRegistry.class);
            try (ManagedSandbox sandbox =
                    registry.open(SandboxOptions.builder("somebody").build())) {
                assertThat(registry.mode()).isEqualTo(UnownedAccess.AUTO);
            }
        }
    }

    @Test
    void letTestsShareTheCaches() {
        try (ConfigurableApplicationContext application = start("caches");
                ConfigurableApplicationContext shared = start("shared-caches", "--isolario.isolate-caches=false")) {
            assertThat(application.getBeanProvider(CacheWrapping.class).stream())
                    .hasSize(1);
            assertThat(shared.getBeanProvider(CacheWrapping.class).stream()).isEmpty();
        }
    }

    @Test
    void theRegistryEndsWithItsApplication() {
        ManagedSandbox sandbox;
        try (ConfigurableApplicationContext application = start("ends")) {
            sandbox = application
                    .getBean(SandboxRegistry.class)
                    .open(SandboxOptions.builder("a forgetful test").build());
        }

        assertThat(sandbox.finish().reason().phrase()).isEqualTo("ended because its registry closed");
    }

    private static ConfigurableApplicationContext start(String name, String... properties) {
        return new SpringApplicationBuilder(NotesApplication.class)
                .properties("server.port=0", "isolario.enabled=true", "spring.datasource.url=jdbc:h2:mem:" + name)
                .run(properties);
    }

    private static int postTo(ConfigurableApplicationContext application, String path) throws Exception {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }
}
