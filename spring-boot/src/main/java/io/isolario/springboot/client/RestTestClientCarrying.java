package io.isolario.springboot.client;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Lets the RestTestClient carry the caller's sandbox. */
final class RestTestClientCarrying implements BeanPostProcessor {

    static final String SINCE_SPRING_7 = "org.springframework.test.web.servlet.client.RestTestClient";

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (!(bean instanceof RestTestClient client)) {
            return bean;
        }
        RestTestClient.Builder<?> builder = client.mutate();
        return builder.requestInterceptor((request, body, execution) -> {
                    CallersSandbox.addTo(request);
                    return execution.execute(request, body);
                })
                .build();
    }
}
