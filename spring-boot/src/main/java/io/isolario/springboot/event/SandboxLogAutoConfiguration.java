package io.isolario.springboot.event;

import io.isolario.core.capture.CapturedLogs;
import io.isolario.springboot.IsolarioProperties;
import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import io.isolario.springboot.support.ResourceSource;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Gives each sandbox its own lines of the log, where they can be had: from Logback. */
@AutoConfiguration
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
class SandboxLogAutoConfiguration {

    @Bean
    ResourceSource isolarioLogs(IsolarioProperties properties) {
        return () -> CapturedLogs.takesLinesByItself()
                ? List.of(CapturedLogs.resource(properties.logs().failOn()))
                : List.of();
    }
}
