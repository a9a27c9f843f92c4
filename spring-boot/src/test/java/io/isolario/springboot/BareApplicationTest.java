package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.SandboxRegistry;
import io.isolario.springboot.cache.SandboxCacheAutoConfiguration;
import io.isolario.springboot.client.JdkHttpClientCarrying;
import io.isolario.springboot.client.RestClientCarrying;
import io.isolario.springboot.client.SandboxClientAutoConfiguration;
import io.isolario.springboot.data.SandboxDataSourceAutoConfiguration;
import io.isolario.springboot.mail.MailSenderWrapping;
import io.isolario.springboot.mail.SandboxMailAutoConfiguration;
import io.isolario.springboot.task.SandboxTaskAutoConfiguration;
import io.isolario.springboot.web.SandboxFilterAutoConfiguration;
import io.isolario.springboot.web.SandboxWebSocketAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class BareApplicationTest {

    @Test
    void anApplicationWithoutWebMailAndDatabaseHasARegistryWithoutResources() {
        new ApplicationContextRunner()
                .withClassLoader(new FilteredClassLoader(
                        "io.isolario.jdbc",
                        "io.isolario.servlet",
                        "jakarta.mail",
                        "jakarta.servlet",
                        "org.springframework.jdbc",
                        "org.springframework.mail",
                        "org.springframework.test",
                        "org.springframework.web"))
                .withConfiguration(AutoConfigurations.of(
                        SandboxRegistryAutoConfiguration.class,
                        SandboxDataSourceAutoConfiguration.class,
                        SandboxMailAutoConfiguration.class,
                        SandboxTaskAutoConfiguration.class,
                        SandboxFilterAutoConfiguration.class,
                        SandboxWebSocketAutoConfiguration.class,
                        SandboxClientAutoConfiguration.class,
                        SandboxCacheAutoConfiguration.class))
                .withPropertyValues("isolario.enabled=true", "spring.application.name=bare")
                .run(context -> {
                    assertThat(context.getBean(SandboxRegistry.class))
                            .hasToString("SandboxRegistry{bare, resources=[caches, scoped beans]}");
                    assertThat(context.getBeanNamesForType(JdkHttpClientCarrying.class))
                            .hasSize(1);
                    assertThat(context)
                            .doesNotHaveBean(RestClientCarrying.class)
                            .doesNotHaveBean(MailSenderWrapping.class);
                });
    }
}
