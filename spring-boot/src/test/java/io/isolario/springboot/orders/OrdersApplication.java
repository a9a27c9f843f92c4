package io.isolario.springboot.orders;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableAsync;

@Configuration
@EnableAutoConfiguration
@EnableAsync
@EnableConfigurationProperties({OrderLimits.class, OrderSettings.class})
@Import({Orders.class, Labels.class})
public class OrdersApplication {

    @Bean
    ObservationRegistry observationRegistry() {
        return ObservationRegistry.create();
    }

    /** Keeps a property that is a parameter of the method that makes it. */
    @Bean
    StringBuilder banner(@Value("${orders.banner:welcome}") String text) {
        return new StringBuilder(text);
    }
}
