package io.isolario.springboot;

import io.isolario.http.scenario.Scenario;
import io.isolario.http.scenario.Scenarios;
import io.isolario.springboot.support.ResourceSource;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Registers the scenarios among the beans, if there are any; they are only made when somebody first asks for one. */
@AutoConfiguration
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
class SandboxScenarioAutoConfiguration {

    @Bean
    ResourceSource isolarioScenarios(ListableBeanFactory beans, ObjectProvider<Scenario<?>> scenarios) {
        return () -> beans.getBeanNamesForType(Scenario.class, true, false).length == 0
                ? List.of()
                : List.of(Scenarios.resource(() -> scenarios.orderedStream().toList()));
    }
}
