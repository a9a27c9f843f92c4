package io.isolario.springboot.task;

import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Lets the executors of the application run each task in the sandbox of whoever submits it. */
@AutoConfiguration
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
public class SandboxTaskAutoConfiguration {

    @Bean
    static ExecutorDecoration isolarioExecutorDecoration() {
        return new ExecutorDecoration();
    }

    @Bean
    static PlainExecutorDecoration isolarioPlainExecutorDecoration(ConfigurableListableBeanFactory beans) {
        return new PlainExecutorDecoration(beans);
    }
}
