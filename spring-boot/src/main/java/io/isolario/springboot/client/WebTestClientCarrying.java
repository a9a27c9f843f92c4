package io.isolario.springboot.client;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Lets the WebTestClient carry the caller's sandbox. */
final class WebTestClientCarrying implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof WebTestClient client
                ? client.mutate().filter(WebClientCarrying.FILTER).build()
                : bean;
    }
}
