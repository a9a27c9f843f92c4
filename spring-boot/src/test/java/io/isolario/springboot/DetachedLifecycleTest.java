package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Isolated("It starts applications: two that start at once configure one logging system.")
class DetachedLifecycleTest {

    @Test
    void whatLivesWithTheContextIsStartedAndStoppedOutsideEverySandbox() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .run("--isolario.enabled=true", "--spring.datasource.url=jdbc:h2:mem:lifecycle");
                ManagedSandbox sandbox = context.getBean(SandboxRegistry.class)
                        .open(SandboxOptions.builder("restarts").build());
                Scope scope = sandbox.enter()) {
            context.stop();
            context.start();

            assertThat(context.getBean(Witness.class).seen)
                    .containsExactly(Optional.empty(), Optional.empty(), Optional.empty());
            assertThat(ManagedSandbox.current()).contains(sandbox);
        }
    }

    @Configuration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Witness witness() {
            return new Witness();
        }
    }

    static final class Witness implements SmartLifecycle {

        private final List<Optional<ManagedSandbox>> seen = new CopyOnWriteArrayList<>();
        private volatile boolean running;

        @Override
        public void start() {
            seen.add(ManagedSandbox.current());
            running = true;
        }

        @Override
        public void stop() {
            seen.add(ManagedSandbox.current());
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
